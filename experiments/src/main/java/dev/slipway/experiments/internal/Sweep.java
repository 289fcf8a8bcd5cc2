package dev.slipway.experiments.internal;

import dev.slipway.experiments.internal.TrackingServer.RawRun;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Walks over everything MLflow has, a share at a time; at the end of a round, what was not met is gone from MLflow. */
@Component
class Sweep {

    private static final int BATCH = 200;
    private static final String OLDEST_FIRST = "attributes.start_time ASC";

    private final TrackingServer server;
    private final RunWriter runs;
    private final JdbcClient jdbc;
    private final Clock clock;

    private final Set<String> met = new HashSet<>();
    private Instant begun;
    private String token = "";

    Sweep(TrackingServer server, RunWriter runs, JdbcClient jdbc, Clock clock) {
        this.server = server;
        this.runs = runs;
        this.jdbc = jdbc;
        this.clock = clock;
        this.begun = clock.instant();
    }

    void step(List<String> experimentIds, int share) {
        if (experimentIds.isEmpty()) {
            token = "";
            endRound(experimentIds);
            return;
        }
        var page = server.runs(experimentIds, "", OLDEST_FIRST, share, token);
        runs.write(page.runs());
        page.runs().stream().map(RawRun::id).forEach(met::add);
        token = page.nextPageToken();
        if (token.isEmpty()) {
            endRound(experimentIds);
        }
    }

    /** Only what was indexed before the round began can have been missed by it; that is asked for once more by name. */
    private void endRound(List<String> experimentIds) {
        var missing = jdbc
                .sql("select run_id from experiments.run where server_id = 1 and indexed_at < ?")
                .param(Timestamp.from(begun))
                .query((row, n) -> row.getString("run_id"))
                .list()
                .stream()
                .filter(id -> !met.contains(id))
                .toList();
        recheck(experimentIds, missing);
        met.clear();
        begun = clock.instant();
    }

    /** Asks for these runs by name, and takes off the index what MLflow no longer has among what is active. */
    void recheck(List<String> experimentIds, List<String> runIds) {
        for (var from = 0; from < runIds.size(); from += BATCH) {
            removeGone(experimentIds, runIds.subList(from, Math.min(from + BATCH, runIds.size())));
        }
    }

    private void removeGone(List<String> experimentIds, List<String> runIds) {
        var gone = new HashSet<>(runIds);
        var filter = "attributes.run_id IN ('" + String.join("', '", runIds) + "')";
        var more = !experimentIds.isEmpty();
        for (var next = ""; more; more = !next.isEmpty()) {
            var page = server.runs(experimentIds, filter, OLDEST_FIRST, BATCH, next);
            runs.write(page.runs());
            page.runs().forEach(run -> gone.remove(run.id()));
            next = page.nextPageToken();
        }
        if (!gone.isEmpty()) {
            runs.remove(gone);
        }
    }
}
