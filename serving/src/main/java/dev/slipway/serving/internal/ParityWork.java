package dev.slipway.serving.internal;

import dev.slipway.experiments.MlflowUnavailable;
import dev.slipway.experiments.ModelNotFound;
import dev.slipway.experiments.Models;
import dev.slipway.experiments.Models.VersionSource;
import dev.slipway.experiments.VersionNotFound;
import dev.slipway.experiments.VersionRef;
import dev.slipway.kernel.Problem;
import dev.slipway.security.Actors;
import dev.slipway.security.Audit;
import dev.slipway.security.AuditEvent;
import dev.slipway.security.TeamId;
import dev.slipway.serving.ParityChecked;
import dev.slipway.serving.ParityState;
import dev.slipway.serving.ServingSettings;
import dev.slipway.serving.internal.ParityStore.Claim;
import dev.slipway.serving.internal.twin.ParityOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings the reports in line with the index and checks what is due, one version after another. Runs as Slipway itself. A
 * process that dies half-way leaves a claim that ends with its database session; a second process takes other versions.
 */
@Component
class ParityWork {

    private static final Logger log = LoggerFactory.getLogger(ParityWork.class);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Models models;
    private final ParityStore store;
    private final TwinFiles files;
    private final ParityCheck check;
    private final ServingSettings settings;
    private final Actors actors;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ParityWork(
            Models models,
            ParityStore store,
            TwinFiles files,
            ParityCheck check,
            ServingSettings settings,
            Actors actors,
            Audit audit,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.models = models;
        this.store = store;
        this.files = files;
        this.check = check;
        this.settings = settings;
        this.actors = actors;
        this.audit = audit;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Expects a report for each version of the index and for no other; finds what an event did not tell. */
    void reconcile() {
        var known = store.fingerprints();
        for (var source : models.allSources()) {
            var fingerprint = fingerprint(source);
            if (!fingerprint.equals(known.remove(source.ref()))) {
                store.expect(source.ref(), fingerprint, clock.instant());
            }
        }
        known.keySet().forEach(this::sync);
    }

    /** As {@link #reconcile}, for one version. */
    void sync(VersionRef version) {
        models.sources(List.of(version)).stream()
                .findFirst()
                .ifPresentOrElse(
                        source -> store.expect(version, fingerprint(source), clock.instant()),
                        () -> store.remove(version));
    }

    private static String fingerprint(VersionSource source) {
        return Fingerprint.of(source.source(), source.createdAt());
    }

    /** Checks one after another, until none is due or something is in the way. */
    void checkAll() {
        var more = true;
        while (more) {
            more = checkNext();
        }
    }

    private boolean checkNext() {
        var now = clock.instant();
        var claim =
                store.claim(now, now.plus(settings.timeLimit().multipliedBy(2)).plusSeconds(30));
        return claim.isPresent() && check(claim.get());
    }

    private boolean check(Claim claim) {
        try (var folder = WorkFolder.in(settings.workDir())) {
            return finish(claim, compare(claim.version(), folder));
        } catch (VersionNotFound | ModelNotFound e) {
            sync(claim.version());
            return true;
        } catch (MlflowUnavailable e) {
            return postpone(claim, "MLflow did not give the version's files; the check is made when it does.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return postpone(claim, "Slipway was stopped during the check; it is made again.", e);
        } catch (IOException | UncheckedIOException | Problem e) {
            return postpone(claim, "The check could not be made, and is tried again: " + e.getMessage(), e);
        }
    }

    /** @return null for a version without a twin */
    private @Nullable ParityOutcome compare(VersionRef version, WorkFolder folder)
            throws IOException, InterruptedException {
        var files = folder.path().resolve("version");
        try {
            return fetched(version, files) ? check.run(version, files, folder.path()) : null;
        } catch (TwinFiles.TooLarge e) {
            return ParityOutcome.impossible(String.valueOf(e.getMessage()));
        }
    }

    /** On a thread of its own, since a body that stalls has no time limit. */
    private boolean fetched(VersionRef version, Path into) throws IOException, InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var fetching = executor.submit(() -> actors.asSystem(() -> fetch(version, into)));
            try {
                return fetching.get(settings.timeLimit().toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                throw new MlflowUnavailable("MLflow took too long over the files of " + version + ".", e);
            } catch (ExecutionException e) {
                throw unwrapped(e);
            } finally {
                fetching.cancel(true);
            }
        }
    }

    private static IOException unwrapped(ExecutionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
            throw cause;
        }
        return new IOException("The files could not be fetched.", e);
    }

    private boolean fetch(VersionRef version, Path into) {
        if (!files.hasTwin(version)) {
            return false;
        }
        files.fetch(version, into);
        return true;
    }

    private boolean finish(Claim claim, @Nullable ParityOutcome outcome) {
        var state = outcome == null ? ParityState.ABSENT : outcome.passed() ? ParityState.PASSED : ParityState.FAILED;
        var found = outcome == null
                ? ParityOutcome.impossible("The version has no folder onnx, so it has no twin.")
                : outcome;
        var source = models.sources(List.of(claim.version()));
        transaction.executeWithoutResult(status -> {
            if (store.finish(claim, state, found, clock.instant())) {
                record(
                        claim.version(),
                        source.isEmpty() ? null : source.getFirst().team(),
                        state,
                        found);
            }
        });
        log.info("parity.checked version=\"{}\" state={} difference={}", claim.version(), state, found.maxDifference());
        return true;
    }

    private void record(VersionRef version, @Nullable TeamId team, ParityState state, ParityOutcome outcome) {
        var after = new TreeMap<String, Object>(Map.of("state", state.name()));
        if (outcome.maxDifference() != null) {
            after.put("max_difference", outcome.maxDifference());
        }
        audit.record(new AuditEvent(
                "version.parity_checked",
                "version/" + version.model() + "/" + version.version(),
                team,
                Map.of(),
                after));
        events.publishEvent(new ParityChecked(version, state));
    }

    private boolean postpone(Claim claim, String why, Exception cause) {
        log.warn(
                "parity.postponed version=\"{}\" attempt={} reason=\"{}\"",
                claim.version(),
                claim.attempt(),
                cause.getMessage());
        store.postpone(claim, why, clock.instant().plus(pause(claim.attempt())));
        return false;
    }

    private static Duration pause(int attempt) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
