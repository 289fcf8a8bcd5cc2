package dev.slipway.serving.internal;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Children that end in the ways a child can. */
final class ChildMains {

    private ChildMains() {}

    /** By a null in a text tensor: the JVM gets SIGSEGV in native code. */
    static final class Crashes {
        public static void main(String[] arguments) throws OrtException {
            OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), new String[] {null}, new long[] {1});
        }
    }

    static final class IsKilled {
        public static void main(String[] arguments) throws IOException, InterruptedException {
            new ProcessBuilder(
                            "kill", "-9", Long.toString(ProcessHandle.current().pid()))
                    .start();
            Thread.currentThread().join();
        }
    }

    static final class Hangs {
        public static void main(String[] arguments) throws InterruptedException {
            Thread.currentThread().join();
        }
    }

    /** Given a database, its user and the time, takes what is due and keeps it. */
    static final class ClaimsAndHangs {
        public static void main(String[] arguments) throws InterruptedException {
            var database = new SingleConnectionDataSource(arguments[0], arguments[1], "", true);
            var now = Instant.parse(arguments[2]);
            var claim = new ParityStore(JdbcClient.create(database))
                    .claim(now, now.plusSeconds(150))
                    .orElseThrow();
            System.out.println(
                    "claimed " + claim.version().model() + " " + claim.version().version());
            Thread.currentThread().join();
        }
    }

    static final class TakesAllMemory {
        public static void main(String[] arguments) {
            var taken = new ArrayList<byte[]>();
            Stream.generate(() -> new byte[8 * 1024 * 1024]).forEach(taken::add);
        }
    }

    static final class SaysNothing {
        public static void main(String[] arguments) {}
    }

    static final class Fails {
        public static void main(String[] arguments) {
            throw new IllegalStateException("last words");
        }
    }

    static final class TellsItsEnvironment {
        public static void main(String[] arguments) {
            System.out.println(new TreeMap<>(System.getenv()).keySet());
            System.out.println(System.getProperty("java.io.tmpdir"));
            System.out.println(Runtime.getRuntime().maxMemory());
        }
    }
}
