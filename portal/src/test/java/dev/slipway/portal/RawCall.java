package dev.slipway.portal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A request written by hand, since no client sends an address or a method that is wrong. */
public final class RawCall {

    private RawCall() {}

    /** @param line method and address */
    public static Answer to(int port, String line, String token, @Nullable String type, String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var head = line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer " + token
                + (type == null ? "" : "\r\nContent-Type: " + type) + "\r\nContent-Length: " + bytes.length
                + "\r\n\r\n";
        try (var socket = new Socket("localhost", port)) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(bytes);
            return new Answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public record Answer(String text) {

        public int status() {
            return Integer.parseInt(text.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3));
        }

        public String type() {
            return text.lines()
                    .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-type: "))
                    .map(line -> line.substring("content-type: ".length()))
                    .findFirst()
                    .orElse("");
        }

        /** From the first brace to the last, since it may come in chunks. */
        public String body() {
            var from = text.indexOf('{');
            return from < 0 ? "" : text.substring(from, text.lastIndexOf('}') + 1);
        }
    }
}
