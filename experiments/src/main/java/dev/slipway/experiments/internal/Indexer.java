package dev.slipway.experiments.internal;

import dev.slipway.experiments.IndexSettings;
import dev.slipway.experiments.MlflowUnavailable;
import dev.slipway.experiments.internal.TrackingServer.RawExperiment;
import dev.slipway.experiments.internal.TrackingServer.RawRun;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Follows MLflow. It cannot be asked what changed since, so a pass asks for what started or ended lately and for what is
 * running. Now and then a pass is wide: it looks further back, for clocks that differ, reads all versions, and reads a share
 * of all runs anew; by that sweep changed tags, deletions and late imports are found. On an index that stands still a narrow
 * pass asks MLflow five small questions, a wide one seven.
 */
@Component
public class Indexer {

    private static final Logger log = LoggerFactory.getLogger(Indexer.class);

    private static final String OLDEST_FIRST = "attributes.start_time ASC";

    private final TrackingServer server;
    private final ExperimentWriter experiments;
    private final RunWriter runs;
    private final RegistryIndexer registry;
    private final Sweep sweep;
    private final Pulse pulse;
    private final IndexSettings settings;
    private final Clock clock;
    private final ReentrantLock pass = new ReentrantLock();
    private Instant nextWide = Instant.EPOCH;
    private Set<String> followed = Set.of();

    Indexer(
            TrackingServer server,
            ExperimentWriter experiments,
            RunWriter runs,
            RegistryIndexer registry,
            Sweep sweep,
            Pulse pulse,
            IndexSettings settings,
            Clock clock) {
        this.server = server;
        this.experiments = experiments;
        this.runs = runs;
        this.registry = registry;
        this.sweep = sweep;
        this.pulse = pulse;
        this.settings = settings;
        this.clock = clock;
    }

    /** One pass. Safe to run twice and to die half-way: every batch is a transaction of its own and repeats harmlessly. */
    public void tick() {
        if (!pass.tryLock()) {
            return;
        }
        try {
            remember();
            pass();
        } catch (MlflowUnavailable e) {
            noteFailure(e.getMessage());
        } catch (DataAccessException | TransactionException e) {
            throw e;
        } catch (RuntimeException e) {
            log.error("index.pass-failed", e);
            pulse.failed("What MLflow told could not be taken into the index: " + e.getMessage()
                    + ". It is tried again by itself; the log has the details.");
        } finally {
            pass.unlock();
        }
    }

    private void remember() {
        if (pulse.beat().upTo() == null) {
            experiments.lastPass().ifPresent(pulse::remembered);
        }
    }

    private void noteFailure(String reason) {
        if (pulse.beat().failingSince() == null) {
            log.warn("index.mlflow-down reason=\"{}\"", reason);
        }
        pulse.failed(reason);
    }

    private void pass() {
        var begun = clock.instant();
        var wide = !begun.isBefore(nextWide);
        var active = experiments.write(server.experiments());
        var ids = active.stream().map(RawExperiment::id).toList();
        if (!ids.isEmpty()) {
            catchUp(ids);
            follow(ids, wide ? settings.overlap() : settings.narrowOverlap());
        }
        if (wide) {
            sweep.step(ids, settings.sweepRuns());
            nextWide = begun.plus(settings.wideEvery());
        }
        registry.index(wide);
        followed = Set.copyOf(ids);
        notePassed(begun);
    }

    /** All runs of an experiment that was restored or brought from elsewhere, however old they are. */
    private void catchUp(List<String> ids) {
        var appeared = ids.stream().filter(id -> !followed.contains(id)).toList();
        if (!followed.isEmpty() && !appeared.isEmpty()) {
            read(appeared, "");
        }
    }

    private void notePassed(Instant begun) {
        if (pulse.beat().failingSince() != null) {
            log.info("index.mlflow-back");
        }
        pulse.passed(begun);
        experiments.notePass(begun);
    }

    /** Looks back from the last whole pass, so that nothing is lost to a stop, a crash or a silent MLflow. */
    private void follow(List<String> ids, Duration overlap) {
        var last = experiments.lastPass();
        if (last.isEmpty()) {
            read(ids, "");
            return;
        }
        var since = last.get().minus(overlap).toEpochMilli();
        read(ids, "attributes.start_time >= " + since);
        read(ids, "attributes.end_time >= " + since);
        var running = read(ids, "attributes.status = 'RUNNING'");
        recheckEnded(ids, running);
    }

    /** A run may end without a time, at the time of a clock that is wrong, or by being deleted. */
    private void recheckEnded(List<String> ids, Set<String> running) {
        var ended = runs.running();
        ended.removeAll(running);
        sweep.recheck(ids, List.copyOf(ended));
    }

    /** @return the ids of what was read */
    private Set<String> read(List<String> ids, String filter) {
        var found = new HashSet<String>();
        var token = "";
        do {
            var page = server.runs(ids, filter, OLDEST_FIRST, settings.pageSize(), token);
            runs.write(page.runs());
            page.runs().forEach(run -> found.add(run.id()));
            token = page.nextPageToken();
        } while (!token.isEmpty());
        return found;
    }

    /** Reads one run anew. False when MLflow does not answer or no longer has it, and the index stays as it is. */
    public boolean refresh(String runId) {
        if (pulse.beat().failingSince() != null) {
            return false;
        }
        try {
            return reread(runId);
        } catch (MlflowUnavailable e) {
            log.debug("index.refresh-skipped run={} reason=\"{}\"", runId, e.getMessage());
            return false;
        }
    }

    /** False when MLflow no longer has it, and the index stays as it is. @throws MlflowUnavailable when it does not answer */
    public boolean reread(String runId) {
        var run = server.run(runId).filter(found -> found.lifecycleStage().equals("active"));
        run.map(List::of).ifPresent(found -> runs.write(List.<RawRun>copyOf(found)));
        return run.isPresent();
    }
}
