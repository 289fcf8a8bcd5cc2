package dev.slipway.db.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What PostgreSQL writes about itself into its data directory while it runs: its process and its port. */
record PostmasterFile(long pid, int port) {

    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;

    /** Empty when the file was left behind: its process is gone, or the number is another process's by now. */
    static Optional<PostmasterFile> ofLiveServer(Path dataDirectory) {
        try {
            var lines = Files.readAllLines(dataDirectory.resolve("postmaster.pid"));
            var file = new PostmasterFile(number(lines.get(PID_LINE)), (int) number(lines.get(PORT_LINE)));
            return Optional.of(file).filter(server -> server.worksIn(dataDirectory));
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private boolean worksIn(Path dataDirectory) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> worksIn(process, dataDirectory))
                .isPresent();
    }

    /** A server makes its data directory its working directory; where that cannot be asked, its command line names it. */
    private static boolean worksIn(ProcessHandle process, Path dataDirectory) {
        try {
            return Files.isSameFile(Path.of("/proc", Long.toString(process.pid()), "cwd"), dataDirectory);
        } catch (IOException e) {
            return process.info()
                    .arguments()
                    .filter(words -> List.of(words).contains(dataDirectory.toString()))
                    .isPresent();
        }
    }

    private static long number(String line) {
        return Long.parseLong(line.trim());
    }
}
