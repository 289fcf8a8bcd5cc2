package dev.slipway.portal.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The file with the demo's logins, readable by its owner only; it is there whole or not at all. */
final class LoginFile {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path file;

    LoginFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** By role; empty when there is no file, or none that can be read as one. */
    Map<String, Login> read() {
        try {
            return Files.exists(file) ? JSON.readValue(Files.readString(file), new TypeReference<>() {}) : Map.of();
        } catch (JacksonException e) {
            return Map.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(Map<String, Login> logins) {
        try {
            Files.createDirectories(file.getParent());
            var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            var draft = Files.createTempFile(file.getParent(), "logins", ".tmp", owner);
            Files.writeString(draft, JSON.writeValueAsString(new TreeMap<>(logins)));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Login(String username, String password, String token) {

        /** Keeps the secrets out of logs. */
        @Override
        public String toString() {
            return "Login[" + username + "]";
        }
    }
}
