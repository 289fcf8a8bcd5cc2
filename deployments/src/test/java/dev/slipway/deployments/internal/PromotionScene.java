package dev.slipway.deployments.internal;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.db.test.PostgresTest;
import dev.slipway.deployments.promotion.Policies;
import dev.slipway.deployments.promotion.PromotionId;
import dev.slipway.deployments.promotion.Promotions;
import dev.slipway.deployments.promotion.Promotions.Decision;
import dev.slipway.deployments.promotion.Promotions.Decision.Verdict;
import dev.slipway.deployments.promotion.Promotions.PromotionDetails;
import dev.slipway.deployments.promotion.Promotions.Request;
import dev.slipway.deployments.promotion.Stages;
import dev.slipway.experiments.Freshness.Answering;
import dev.slipway.experiments.ModelRegistry;
import dev.slipway.experiments.VersionRef;
import dev.slipway.kernel.Problem;
import dev.slipway.security.Actor;
import dev.slipway.security.Actors;
import dev.slipway.security.Role;
import dev.slipway.security.Scope;
import dev.slipway.security.TeamId;
import dev.slipway.security.TokenId;
import dev.slipway.security.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** A team with its people, a model with versions of each quality, and what they do with them. */
@PostgresTest
@SpringBootTest(
        classes = PromotionTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"slipway.promotions.enabled=false", "spring.jpa.hibernate.ddl-auto=none"})
abstract class PromotionScene {

    static final TeamId TEAM = TeamId.random();
    static final TeamId OTHER_TEAM = TeamId.random();
    static final Actor DORA = actor("dora", "Dora", TEAM, Role.DATA_SCIENTIST);
    static final Actor INES = actor("ines", "Ines", TEAM, Role.ML_ENGINEER);
    static final Actor IVAN = actor("ivan", "Ivan", TEAM, Role.ML_ENGINEER);
    static final Actor MAUD = actor("maud", "Maud", TEAM, Role.MANAGER);
    static final Actor VERA = actor("vera", "Vera", TEAM, Role.VIEWER);
    static final Actor ADAM = actor("adam", "Adam", TEAM, Role.ADMIN);
    static final Actor OTTO = actor("otto", "Otto", OTHER_TEAM, Role.ML_ENGINEER);

    static final Path POLICIES = temporaryFolder();

    @Autowired
    Promotions promotions;

    @Autowired
    Stages stages;

    @Autowired
    Policies policies;

    @Autowired
    Actors actors;

    @Autowired
    PolicyFolder policyFolder;

    @Autowired
    FakeFacts facts;

    @Autowired
    FakeModelRegistry mlflow;

    @Autowired
    MutableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PromotionRecords records;

    @Autowired
    Holders holders;

    @Autowired
    StageList stageList;

    @Autowired
    Mirror mirror;

    @Autowired
    Closing closing;

    @Autowired
    Lease lease;

    @Autowired
    DriftWatch drift;

    @Autowired
    Expiry expiry;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Reconciler reconciler;

    final String model = "model-" + UUID.randomUUID();
    final VersionRef first = new VersionRef(model, "1");
    final VersionRef better = new VersionRef(model, "2");
    final VersionRef worse = new VersionRef(model, "3");

    @DynamicPropertySource
    static void policies(DynamicPropertyRegistry properties) {
        properties.add("slipway.policies.dir", POLICIES::toString);
    }

    @BeforeEach
    void fill() {
        as(Actor.SYSTEM, () -> {
            policyFolder.scan();
            savePolicy("roc_auc", "[{role: ml_engineer, count: 1}]", "report");
            return true;
        });
        facts.add(first, TEAM, Map.of("roc_auc", 0.88, "accuracy", 0.8));
        facts.add(better, TEAM, Map.of("roc_auc", 0.91, "accuracy", 0.83));
        facts.add(worse, TEAM, Map.of("roc_auc", 0.79, "accuracy", 0.7));
    }

    @AfterEach
    void calm() {
        facts.mlflow(Answering.UP);
        mlflow.recover();
        clock.advance(Duration.ofMinutes(1));
        reconcile();
        SecurityContextHolder.clearContext();
    }

    void savePolicy(String metric, String approvals, String drift) {
        policies.save("""
                name: %s
                stage: Production
                models: [%s]
                gates:
                  - metric: %s
                    at_least: 0.8
                  - not_worse_than_holder: %s
                    by: 0.005
                  - signature: compatible
                  - parity: passed
                approvals: %s
                expires_after: 14d
                alias_drift: %s
                """.formatted(model.toLowerCase(Locale.ROOT), model, metric, metric, approvals, drift));
    }

    static Actor actor(String username, String name, TeamId team, Role... roles) {
        return new Actor(
                UserId.random(), username, name, null, EnumSet.allOf(Scope.class), Map.of(team, Set.of(roles)));
    }

    static Actor byToken(Actor actor) {
        return new Actor(
                actor.id(),
                actor.username(),
                actor.displayName(),
                new TokenId(UUID.randomUUID()),
                actor.scopes(),
                actor.roles());
    }

    <T> T as(Actor actor, Supplier<T> work) {
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(actor, null, List.of()));
        try {
            return work.get();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    Problem refused(Actor actor, Supplier<?> work) {
        return catchThrowableOfType(Problem.class, () -> as(actor, work::get));
    }

    PromotionDetails request(VersionRef version) {
        return request(version, "Production");
    }

    PromotionDetails request(VersionRef version, String stage) {
        return as(DORA, () -> promotions.request(new Request(version, stage, "It is better")));
    }

    PromotionDetails approve(PromotionId id, Actor actor) {
        return as(actor, () -> promotions.decide(id, new Decision(Verdict.APPROVE, "Looks right", null)));
    }

    PromotionDetails reject(PromotionId id, Actor actor, String comment) {
        return as(actor, () -> promotions.decide(id, new Decision(Verdict.REJECT, comment, null)));
    }

    PromotionDetails get(PromotionId id) {
        return as(VERA, () -> promotions.get(id));
    }

    /** Asked, approved, carried out. */
    PromotionId promote(VersionRef version) {
        var id = request(version).row().id();
        approve(id, INES);
        reconcile();
        return id;
    }

    void reconcile() {
        reconcile(reconciler);
    }

    void reconcile(Reconciler worker) {
        as(Actor.SYSTEM, () -> {
            worker.tick();
            return true;
        });
    }

    void watch() {
        as(Actor.SYSTEM, () -> {
            drift.suspect(model);
            drift.tick();
            return true;
        });
    }

    /** Another process that ends right after a step, as the failpoint makes the real one do. */
    Reconciler dyingAfter(Step step) {
        return reconciler(new Failpoint(step.label(), () -> {
            throw new Died();
        }));
    }

    Reconciler reconciler(Failpoint failpoint) {
        return new Reconciler(
                records, holders, stageList, mirror, closing, lease, registry(), failpoint, transaction, clock);
    }

    ModelRegistry registry() {
        return mlflow;
    }

    List<String> auditOf(String object) {
        return jdbc.sql("select action from security.audit_entry where object = ? order by at")
                .param(object)
                .query((row, n) -> row.getString("action"))
                .list();
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("policies");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }
}
