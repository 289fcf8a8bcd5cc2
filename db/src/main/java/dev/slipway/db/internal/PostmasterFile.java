package dev.slipway.db.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What PostgreSQL writes about itself into its data directory while it runs: its process and its port. */
record PostmasterFile(long pid, int port) {

    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;

    /** Empty when no live process stands behind the file. */
    static Optional<PostmasterFile> ofLiveServer(Path dataDirectory) {
        try {
            var lines = Files.readAllLines(dataDirectory.resolve("postmaster.pid"));
            var file = new PostmasterFile(number(lines.get(PID_LINE)), (int) number(lines.get(PORT_LINE)));
            return Optional.of(file).filter(PostmasterFile::isAlive);
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private boolean isAlive() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private static long number(String line) {
        return Long.parseLong(line.trim());
    }
}
