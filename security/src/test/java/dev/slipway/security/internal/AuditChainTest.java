package dev.slipway.security.internal;

import static dev.slipway.security.test.ActingAs.a;
import static dev.slipway.security.test.ActingAs.anOutsider;
import static dev.slipway.security.test.ActingAs.as;
import static dev.slipway.security.test.ActingAs.byToken;
import static dev.slipway.security.test.ActingAs.doAs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.PageQuery;
import dev.slipway.security.Actor;
import dev.slipway.security.Audit;
import dev.slipway.security.Audit.AuditEntry;
import dev.slipway.security.Audit.AuditFilter;
import dev.slipway.security.Audit.Verification;
import dev.slipway.security.AuditEvent;
import dev.slipway.security.Forbidden;
import dev.slipway.security.Role;
import dev.slipway.security.Scope;
import dev.slipway.security.TeamId;
import dev.slipway.security.test.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@SecurityTest
class AuditChainTest {

    private final TeamId fraud = TeamId.random();
    private final TeamId credit = TeamId.random();

    @Autowired
    private Audit audit;

    @Autowired
    private AuditChain chain;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MutableClock clock;

    @BeforeEach
    void beginAnew() {
        tamper("delete from security.audit_seal");
        tamper("delete from security.audit_entry");
        jdbc.sql("delete from security.audit_unsealed").update();
    }

    @Test
    void keepsNoEntryOfAChangeThatWasRolledBack() {
        transaction.executeWithoutResult(status -> {
            doAs(Actor.SYSTEM, () -> audit.record(event("model/a", null)));
            status.setRollbackOnly();
        });
        chain.tick();

        assertThat(verify()).isEqualTo(new Verification(true, 0, 0, null));
    }

    @Test
    void refusesAnEntryOutsideOfAChange() {
        assertThatThrownBy(() -> doAs(Actor.SYSTEM, () -> audit.record(event("model/a", null))))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void countsWhatIsNotYetSealedAndSealsItOnTheNextTick() {
        write(3);
        assertThat(verify()).isEqualTo(new Verification(true, 3, 3, null));

        chain.tick();

        assertThat(verify()).isEqualTo(new Verification(true, 3, 0, null));
        assertThat(all()).extracting(AuditEntry::seq).containsExactlyInAnyOrder(1L, 2L, 3L);
        assertThat(all()).extracting(AuditEntry::hash).doesNotContainNull().doesNotHaveDuplicates();
    }

    @Test
    void sealsEachEntryOnceWhileManyWrite() throws Exception {
        var writers = 6;
        var done = new CountDownLatch(writers);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, writers)
                    .forEach(i -> threads.submit(() -> {
                        write(40);
                        done.countDown();
                    }));
            while (done.getCount() > 0) {
                chain.tick();
            }
        }
        chain.tick();

        assertThat(verify()).isEqualTo(new Verification(true, writers * 40L, 0, null));
        assertThat(jdbc.sql("select max(seq) from security.audit_seal")
                        .query(Long.class)
                        .single())
                .isEqualTo(writers * 40L);
    }

    @Test
    void callsALogIntactToWhichOthersWriteMeanwhile() throws Exception {
        writeAndSeal(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writer = threads.submit(() -> write(400));
            while (!writer.isDone()) {
                assertThat(verify().firstBadSeq()).isNull();
            }
            writer.get();
        }
        chain.tick();

        assertThat(verify()).isEqualTo(new Verification(true, 401, 0, null));
    }

    @Test
    void sealsALateCommitAfterWhatWasSealedBefore() throws Exception {
        var written = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var late = threads.submit(() -> transaction.executeWithoutResult(status -> {
                doAs(Actor.SYSTEM, () -> audit.record(event("late/1", null)));
                written.countDown();
                await(release);
            }));
            await(written);
            clock.advance(Duration.ofSeconds(1));
            write(2);
            chain.tick();
            release.countDown();
            late.get();
        }
        chain.tick();

        assertThat(verify()).isEqualTo(new Verification(true, 3, 0, null));
        assertThat(all().stream().filter(entry -> entry.object().equals("late/1")))
                .extracting(AuditEntry::seq)
                .containsExactly(3L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at = at + interval '1 microsecond'",
                "actor = 'grace'",
                "actor_id = gen_random_uuid()",
                "action = action || ' '",
                "object = 'model/b'",
                "before = '{}'",
                "after = replace(after, '1', '2')",
                "token_id = null",
                "token_id = gen_random_uuid()",
                "team_id = null",
                "team_id = gen_random_uuid()"
            })
    void namesTheEntryOfWhichAByteWasChanged(String change) {
        writeAndSeal(5);

        tamper("update security.audit_entry set " + change
                + " where id = (select entry_id from security.audit_seal where seq = 3)");

        assertThat(verify()).isEqualTo(new Verification(false, 5, 0, 3L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hash", "prev_hash"})
    void namesTheSealOfWhichAByteWasChanged(String column) {
        writeAndSeal(5);

        tamper("update security.audit_seal set " + column + " = set_byte(" + column + ", 7, (get_byte(" + column
                + ", 7) + 1) % 256) where seq = 3");

        assertThat(verify()).isEqualTo(new Verification(false, 5, 0, 3L));
    }

    @Test
    void namesADeletedEntry() {
        writeAndSeal(5);

        tamper("delete from security.audit_entry where id = (select entry_id from security.audit_seal where seq = 5)");

        assertThat(verify()).isEqualTo(new Verification(false, 4, 0, 5L));
    }

    @Test
    void namesADeletedSeal() {
        writeAndSeal(5);

        tamper("delete from security.audit_seal where seq = 2");

        assertThat(verify()).isEqualTo(new Verification(false, 5, 1, 2L));
    }

    @Test
    void namesTheEndWhenTheLastSealIsGone() {
        writeAndSeal(5);

        tamper("delete from security.audit_seal where seq = 5");

        assertThat(verify()).isEqualTo(new Verification(false, 5, 1, 5L));
    }

    @Test
    void namesTheFirstOfTwoEntriesThatWereSwapped() {
        writeAndSeal(5);

        tamper("""
                update security.audit_entry e set after = o.after from security.audit_entry o
                where e.id in (select entry_id from security.audit_seal where seq in (2, 4))
                  and o.id in (select entry_id from security.audit_seal where seq in (2, 4)) and o.id <> e.id""");

        assertThat(verify().firstBadSeq()).isEqualTo(2L);
    }

    @Test
    void namesAnEntryThatWasSlippedInBesideTheChain() {
        writeAndSeal(2);

        jdbc.sql(
                        "insert into security.audit_entry select gen_random_uuid(), at, actor_id, 'forger', null, action, object, null, before, after from security.audit_entry limit 1")
                .update();
        chain.tick();

        assertThat(verify()).isEqualTo(new Verification(false, 3, 1, 3L));
    }

    @Test
    void letsNobodyChangeOrEmptyTheLogByOrdinaryMeans() {
        writeAndSeal(1);

        for (var sql : List.of(
                "update security.audit_entry set actor = 'x'",
                "delete from security.audit_entry",
                "truncate security.audit_entry",
                "delete from security.audit_seal")) {
            assertThatThrownBy(() -> jdbc.sql(sql).update()).as(sql).isInstanceOf(DataAccessException.class);
        }
        assertThat(verify().intact()).isTrue();
    }

    @Test
    void showsEachOnlyTheEntriesOfTheirTeamsAndTheirOwn() {
        var viewer = a(Role.VIEWER, fraud);
        record(Actor.SYSTEM, event("model/fraud", fraud));
        record(Actor.SYSTEM, event("model/credit", credit));
        record(Actor.SYSTEM, event("settings/x", null));
        record(viewer, event("token/mine", null));

        assertThat(find(viewer, AuditFilter.ALL))
                .extracting(AuditEntry::object)
                .containsExactlyInAnyOrder("model/fraud", "token/mine");
        assertThat(find(a(Role.ADMIN, credit), AuditFilter.ALL)).hasSize(4);
        assertThat(find(a(Role.MANAGER, TeamId.random()), AuditFilter.ALL)).isEmpty();
        assertThatThrownBy(() -> find(anOutsider(), AuditFilter.ALL)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> find(byToken(viewer, Scope.PREDICT), AuditFilter.ALL))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void findsByActorByObjectAndByTime() {
        var ada = a(Role.ML_ENGINEER, fraud);
        record(ada, event("model/fraud", fraud));
        clock.advance(Duration.ofMinutes(1));
        var between = clock.instant();
        record(Actor.SYSTEM, event("model/fraud/2", fraud));
        record(Actor.SYSTEM, event("model/fraud-2", fraud));
        var admin = a(Role.ADMIN, fraud);

        assertThat(find(admin, new AuditFilter("ml_engineer", null, null, null)))
                .hasSize(1);
        assertThat(find(admin, new AuditFilter(null, "model/fraud", null, null)))
                .extracting(AuditEntry::object)
                .containsExactly("model/fraud/2", "model/fraud");
        assertThat(find(admin, new AuditFilter(null, null, between, null))).hasSize(2);
        assertThat(find(admin, new AuditFilter(null, null, null, between))).hasSize(1);
    }

    private void writeAndSeal(int entries) {
        write(entries);
        chain.tick();
        assertThat(verify()).isEqualTo(new Verification(true, entries, 0, null));
    }

    private void write(int entries) {
        var author = byToken(a(Role.ML_ENGINEER, fraud), Scope.WRITE);
        for (var i = 0; i < entries; i++) {
            clock.advance(Duration.ofMillis(1));
            record(
                    author,
                    new AuditEvent(
                            "model.changed",
                            "model/a",
                            fraud,
                            Map.of("n", i),
                            Map.of("n", 10 + i, "text", "é \" \u2028 😀")));
        }
    }

    private void record(Actor actor, AuditEvent event) {
        transaction.executeWithoutResult(status -> doAs(actor, () -> audit.record(event)));
    }

    private static AuditEvent event(String object, @Nullable TeamId team) {
        return new AuditEvent("thing.changed", object, team, Map.of(), Map.of());
    }

    private List<AuditEntry> all() {
        return find(Actor.SYSTEM, AuditFilter.ALL);
    }

    private List<AuditEntry> find(Actor reader, AuditFilter filter) {
        return as(reader, () -> audit.find(filter, PageQuery.first(1000))).items();
    }

    private Verification verify() {
        return as(Actor.SYSTEM, audit::verify);
    }

    /** What only a superuser can. */
    private void tamper(String sql) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql(sql).update();
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
