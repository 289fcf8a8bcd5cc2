package dev.slipway.serving.internal;

import dev.slipway.experiments.VersionRef;
import dev.slipway.serving.ServingSettings;
import dev.slipway.serving.internal.ChildJvm.End;
import dev.slipway.serving.internal.twin.ParityMain;
import dev.slipway.serving.internal.twin.ParityOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Compares a version's files in a child JVM and puts each of its ends into words. */
@Component
class ParityCheck {

    private static final Logger log = LoggerFactory.getLogger(ParityCheck.class);

    private static final int OUT_OF_MEMORY = 3;
    private static final int KILLED = 128;

    /** The JVM says so on its standard output when native code fails, and then ends with code 1. */
    private static final String CRASH = "A fatal error has been detected by the Java Runtime Environment";

    private static final int CRASHED = KILLED + 11;

    private final ChildJvm child;
    private final ServingSettings settings;

    @Autowired
    ParityCheck(ServingSettings settings) {
        this(settings, ParityMain.class);
    }

    ParityCheck(ServingSettings settings, Class<?> mainClass) {
        this.child = new ChildJvm(ApplicationClassPath.ofThisJvm(), mainClass.getName(), settings.heap());
        this.settings = settings;
    }

    /**
     * Whatever the files do to the child, there is an outcome.
     *
     * @param files the version's files
     * @param folder for what the child writes
     */
    ParityOutcome run(VersionRef version, Path files, Path folder) throws IOException, InterruptedException {
        return switch (child.run(List.of(files.toString()), folder, settings.timeLimit())) {
            case End.TimedOut timedOut -> ParityOutcome.impossible(tooLong(settings.timeLimit()));
            case End.Exited(var code, var out, var err) when code == 0 -> outcome(version, out, err);
            case End.Exited(var code, var out, var err) -> failed(version, out.contains(CRASH) ? CRASHED : code, err);
        };
    }

    private static ParityOutcome outcome(VersionRef version, String out, String err) {
        try {
            return ParityOutcome.ofJson(out.strip().lines().reduce("", (before, line) -> line));
        } catch (JacksonException e) {
            return failed(version, 0, err);
        }
    }

    private static ParityOutcome failed(VersionRef version, int code, String err) {
        log.warn("parity.child-failed version=\"{}\" code={} stderr=\"{}\"", version, code, tail(err));
        return ParityOutcome.impossible(explanation(code));
    }

    private static String explanation(int code) {
        if (code == OUT_OF_MEMORY) {
            return "The comparison ran out of memory. A sample of 1,000 to 10,000 rows is enough: log a smaller one and"
                    + " register a new version, or raise slipway.serving.heap.";
        }
        if (code > KILLED) {
            return "The process that compared the twin was ended by signal " + (code - KILLED)
                    + ", most likely by native code that failed on this model; Slipway itself is unharmed. Score the twin"
                    + " in Python, convert it again, and register a new version.";
        }
        return "The process that compared the twin ended with code " + code
                + " and no result. Slipway's log has its last words; ask whoever runs Slipway to look there.";
    }

    private static String tooLong(Duration limit) {
        return "The comparison took longer than " + limit.toSeconds()
                + " seconds and was stopped. Log a smaller model or a smaller sample and register a new version, or raise"
                + " slipway.serving.time-limit.";
    }

    private static String tail(String text) {
        var stripped = text.strip();
        return stripped.substring(Math.max(0, stripped.length() - 1_000)).replaceAll("\\s+", " ");
    }
}
