package dev.slipway.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** What the tests measured, a line each, in {@code target/figures.txt} of the root. */
final class Figures {

    private Figures() {}

    static void write(String name, String figure) {
        var file = Launcher.ROOT.resolve("target/figures.txt");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, name + ": " + figure + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
