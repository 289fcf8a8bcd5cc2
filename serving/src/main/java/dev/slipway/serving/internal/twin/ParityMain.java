package dev.slipway.serving.internal.twin;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The child JVM: compares the files in the folder of its one argument and writes one line of JSON, a
 * {@link ParityOutcome}, to its standard output. It ends with its parent, whose end closes the standard input.
 */
public final class ParityMain {

    private ParityMain() {}

    public static void main(String[] arguments) {
        Thread.ofPlatform().daemon().name("parent").start(ParityMain::endWithParent);
        var outcome = Parity.of(Path.of(arguments[0]));
        try (var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
            out.println(outcome.toJson());
        }
    }

    private static void endWithParent() {
        try (var in = new FileInputStream(FileDescriptor.in)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // a standard input that cannot be read has no parent behind it either
        }
        Runtime.getRuntime().halt(3);
    }
}
