package dev.slipway.deployments.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployments.internal.policy.Evidence.Holder;
import dev.slipway.deployments.internal.policy.Gate.Bound;
import dev.slipway.deployments.internal.policy.Gate.MetricLimit;
import dev.slipway.deployments.internal.policy.Gate.NotWorseThanHolder;
import dev.slipway.deployments.internal.policy.Gate.SignatureKept;
import dev.slipway.deployments.internal.policy.Gate.TwinAgrees;
import dev.slipway.deployments.internal.policy.Policy.AliasDrift;
import dev.slipway.deployments.promotion.GateResult;
import dev.slipway.deployments.promotion.GateVerdict;
import dev.slipway.deployments.promotion.Promotions.Seat;
import dev.slipway.experiments.MetricDirection;
import dev.slipway.experiments.Signature;
import dev.slipway.experiments.Signature.Column;
import dev.slipway.experiments.VersionRef;
import dev.slipway.security.Role;
import dev.slipway.serving.ParityReport;
import dev.slipway.serving.ParityState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatesTest {

    private static final VersionRef CANDIDATE = new VersionRef("employment", "3");
    private static final Signature SIGNATURE =
            new Signature(List.of(input("AGEP"), input("SCHL")), List.of(new Column("p", "double", true)));

    @ParameterizedTest
    @CsvSource({
        "AT_LEAST, 0.85, 0.85, PASS, 0.8500, at least 0.8500",
        "AT_LEAST, 0.8499, 0.85, FAIL, 0.8499, at least 0.8500",
        "AT_MOST, 0.4, 0.4, PASS, 0.4000, at most 0.4000",
        "AT_MOST, 0.41, 0.4, FAIL, 0.4100, at most 0.4000",
        "AT_LEAST, -0.5, -1, PASS, −0.5000, at least −1.0000",
    })
    void holdsAMetricAgainstItsLimit(
            Bound bound, double value, double limit, GateVerdict verdict, String shown, String asked) {
        var result = one(new MetricLimit("auc", bound, limit, List.of()), evidence(Map.of("auc", value), null));

        assertThat(result.verdict()).isEqualTo(verdict);
        assertThat(result.value()).isEqualTo(shown);
        assertThat(result.limit()).isEqualTo(asked);
        assertThat(result.measured()).isEqualTo(value);
        assertThat(result.bound()).isEqualTo(limit);
    }

    @Test
    void findsAMissingMetricInconclusiveSoThatItBlocks() {
        var result = one(new MetricLimit("auc", Bound.AT_LEAST, 0.8, List.of()), evidence(Map.of(), null));

        assertThat(result.verdict()).isEqualTo(GateVerdict.INCONCLUSIVE);
        assertThat(result.explanation()).startsWith("The source run has no metric auc.");
        assertThat(Gates.allPass(List.of(result))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void findsAMetricThatIsNotAFiniteNumberInconclusive(double value) {
        var most = one(new MetricLimit("auc", Bound.AT_MOST, 0.8, List.of()), evidence(Map.of("auc", value), null));
        var least = one(new MetricLimit("auc", Bound.AT_LEAST, 0.8, List.of()), evidence(Map.of("auc", value), null));

        assertThat(List.of(most, least)).extracting(GateResult::verdict).containsOnly(GateVerdict.INCONCLUSIVE);
    }

    @Test
    void showsAsManyDigitsAsTellAValueFromItsLimit() {
        var result =
                one(new MetricLimit("auc", Bound.AT_LEAST, 0.85, List.of()), evidence(Map.of("auc", 0.84996), null));

        assertThat(result.verdict()).isEqualTo(GateVerdict.FAIL);
        assertThat(result.value()).isEqualTo("0.84996");
    }

    @ParameterizedTest
    @CsvSource({
        "HIGHER_IS_BETTER, 0.8732, 0.8782, PASS, 0.8732 (−0.0050), at least 0.8732",
        "HIGHER_IS_BETTER, 0.8731, 0.8782, FAIL, 0.8731 (−0.0051), at least 0.8732",
        "HIGHER_IS_BETTER, 0.9, 0.8782, PASS, 0.9000 (+0.0218), at least 0.8732",
        "LOWER_IS_BETTER, 0.4, 0.4, PASS, 0.4000 (0.0000), at most 0.4050",
        "LOWER_IS_BETTER, 0.406, 0.4, FAIL, 0.4060 (+0.0060), at most 0.4050",
    })
    void comparesWithTheHolder(
            MetricDirection direction,
            double value,
            double reference,
            GateVerdict verdict,
            String shown,
            String asked) {
        var gate = new NotWorseThanHolder("auc", 0.005, direction, List.of());

        var result = one(gate, evidence(Map.of("auc", value), holder(Map.of("auc", reference), SIGNATURE)));

        assertThat(result.verdict()).isEqualTo(verdict);
        assertThat(result.value()).isEqualTo(shown);
        assertThat(result.limit()).isEqualTo(asked);
        assertThat(result.explanation()).startsWith("The holder v1 has ");
    }

    @Test
    void skipsComparisonsWhenNobodyHoldsTheStage() {
        var evidence = evidence(Map.of("auc", 0.1), null);

        assertThat(one(new NotWorseThanHolder("auc", 0, MetricDirection.HIGHER_IS_BETTER, List.of()), evidence)
                        .verdict())
                .isEqualTo(GateVerdict.SKIPPED);
        assertThat(one(new SignatureKept(List.of()), evidence).verdict()).isEqualTo(GateVerdict.SKIPPED);
    }

    @Test
    void findsAHolderWithoutTheMetricInconclusive() {
        var gate = new NotWorseThanHolder("auc", 0, MetricDirection.HIGHER_IS_BETTER, List.of());

        var result = one(gate, evidence(Map.of("auc", 0.9), holder(Map.of(), SIGNATURE)));

        assertThat(result.verdict()).isEqualTo(GateVerdict.INCONCLUSIVE);
    }

    @Test
    void passesTheSameSignature() {
        assertThat(signature(SIGNATURE, SIGNATURE).verdict()).isEqualTo(GateVerdict.PASS);
    }

    @Test
    void failsADroppedColumn() {
        var result = signature(SIGNATURE, new Signature(List.of(input("AGEP")), SIGNATURE.outputs()));

        assertThat(result.verdict()).isEqualTo(GateVerdict.FAIL);
        assertThat(result.value()).isEqualTo("SCHL dropped");
        assertThat(result.explanation()).isEqualTo("Callers of v1 would notice: SCHL dropped.");
    }

    @Test
    void failsAnAddedColumnATypeAndOtherOutputs() {
        var changed = new Signature(
                List.of(new Column("AGEP", "long", true), input("SCHL"), input("NEW")),
                List.of(new Column("p", "float", true)));

        assertThat(signature(SIGNATURE, changed).value())
                .isEqualTo("AGEP is long, was double; NEW added; outputs [p float] instead of [p double]");
    }

    @Test
    void allowsOptionalColumnsToComeAndGo() {
        var optional = new Column("EXTRA", "double", false);
        var with = new Signature(List.of(input("AGEP"), input("SCHL"), optional), SIGNATURE.outputs());

        assertThat(signature(SIGNATURE, with).verdict()).isEqualTo(GateVerdict.PASS);
        assertThat(signature(with, SIGNATURE).verdict()).isEqualTo(GateVerdict.PASS);
    }

    @Test
    void failsAColumnThatIsNotOptionalAnyMore() {
        var before = new Signature(List.of(new Column("AGEP", "double", false)), List.of());
        var after = new Signature(List.of(input("AGEP")), List.of());

        assertThat(signature(before, after).value()).isEqualTo("AGEP is required now");
    }

    @Test
    void comparesUnnamedInputsByPosition() {
        var before = new Signature(List.of(new Column("", "tensor(float64, [-1,64])", true)), List.of());
        var after = new Signature(List.of(new Column("", "tensor(float64, [-1,32])", true)), List.of());

        assertThat(signature(before, before).verdict()).isEqualTo(GateVerdict.PASS);
        assertThat(signature(before, after).verdict()).isEqualTo(GateVerdict.FAIL);
    }

    @Test
    void blocksACandidateWithoutASignatureButNotForAHolderWithoutOne() {
        var without = new Evidence(
                CANDIDATE, "m", "Development", Map.of(), null, parity(ParityState.ABSENT), holder(Map.of(), SIGNATURE));

        assertThat(one(new SignatureKept(List.of()), without).verdict()).isEqualTo(GateVerdict.INCONCLUSIVE);
        assertThat(one(new SignatureKept(List.of()), evidence(Map.of(), holder(Map.of(), null)))
                        .verdict())
                .isEqualTo(GateVerdict.SKIPPED);
    }

    @ParameterizedTest
    @CsvSource({"PASSED, PASS, 3.1e−07", "FAILED, FAIL, 0.0123", "PENDING, INCONCLUSIVE, none", "ABSENT, SKIPPED, none"
    })
    void readsTheProofOfTheTwin(ParityState state, GateVerdict verdict, String value) {
        var evidence = new Evidence(CANDIDATE, "m", "Development", Map.of(), SIGNATURE, parity(state), null);

        var result = one(new TwinAgrees(List.of()), evidence);

        assertThat(result.verdict()).isEqualTo(verdict);
        assertThat(result.value()).isEqualTo(value);
    }

    @Test
    void runsOnlyTheGatesThatAreForTheModel() {
        var gates = List.<Gate>of(
                new MetricLimit("a", Bound.AT_LEAST, 0, List.of("diabetes")),
                new MetricLimit("b", Bound.AT_LEAST, 0, List.of("employ*")),
                new MetricLimit("c", Bound.AT_LEAST, 0, List.of()));

        assertThat(Gates.evaluate(policy(List.of(), gates), evidence(Map.of(), null)))
                .extracting(GateResult::name)
                .containsExactly("b at least 0.0000", "c at least 0.0000");
    }

    @Test
    void checksWhereAVersionComesFrom() {
        var results = Gates.evaluate(policy(List.of("Staging"), List.of()), evidence(Map.of(), null));

        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.name()).isEqualTo("comes from Staging");
            assertThat(result.value()).isEqualTo("Development");
            assertThat(result.verdict()).isEqualTo(GateVerdict.FAIL);
        });
    }

    @Test
    void digestsTheSameEvidenceToTheSameTextAndOtherToAnother() {
        var gates = List.of(one(new SignatureKept(List.of()), evidence(Map.of(), null)));

        var digest = EvidenceDigest.of(CANDIDATE, "models:/m-1", "production/1", gates);

        assertThat(digest)
                .isEqualTo(EvidenceDigest.of(CANDIDATE, "models:/m-1", "production/1", gates))
                .hasSize(64);
        assertThat(digest)
                .isNotEqualTo(EvidenceDigest.of(CANDIDATE, "models:/m-2", "production/1", gates))
                .isNotEqualTo(EvidenceDigest.of(CANDIDATE, "models:/m-1", "production/2", gates))
                .isNotEqualTo(EvidenceDigest.of(CANDIDATE, "models:/m-1", "production/1", List.of()));
    }

    @Test
    void speaksInSentences() {
        var policy = policy(
                List.of("Staging"),
                List.of(
                        new MetricLimit("auc", Bound.AT_LEAST, 0.8, List.of("employment")),
                        new NotWorseThanHolder("rmse", 1, MetricDirection.LOWER_IS_BETTER, List.of())));

        assertThat(Sentences.of(policy))
                .containsExactly(
                        "It governs moves of every model to Production.",
                        "A version has to come from Staging.",
                        "For employment: auc has to be at least 0.8000.",
                        "rmse may be at most 1.0000 higher than that of the version it replaces.",
                        "It needs the approval of an ML engineer and 2 managers, never of the person who asked.",
                        "A request that is not decided within 14 days ends.",
                        "If the alias is moved outside Slipway, that is reported.");
    }

    @ParameterizedTest
    @CsvSource({"employment, exact", "employ-two, long", "employers, middle", "other, all"})
    void choosesTheMostSpecificPolicy(String model, String name) {
        var book = new PolicyBook(List.of(
                numbered("all", "*"),
                numbered("middle", "employ*"),
                numbered("long", "employ-*"),
                numbered("exact", "employment")));

        assertThat(book.governing("Production", model).label()).isEqualTo(name + "/7");
    }

    @Test
    void asksForOneEngineerWhereNoPolicyIs() {
        var none = new PolicyBook(List.of(numbered("all", "*"))).governing("Archived", "employment");

        assertThat(none.label()).isEqualTo("no-policy/0");
        assertThat(none.policy().approvals()).containsExactly(new Seat(Role.ML_ENGINEER, 1));
        assertThat(none.policy().gates()).isEmpty();
    }

    private static PolicyBook.Numbered numbered(String name, String glob) {
        return new PolicyBook.Numbered(
                new Policy(
                        name,
                        "Production",
                        List.of(glob),
                        List.of(),
                        List.of(),
                        List.of(new Seat(Role.MANAGER, 1)),
                        Duration.ofDays(1),
                        AliasDrift.REPORT),
                7);
    }

    private static GateResult signature(Signature holder, Signature candidate) {
        return one(
                new SignatureKept(List.of()),
                new Evidence(
                        CANDIDATE,
                        "m",
                        "Development",
                        Map.of(),
                        candidate,
                        parity(ParityState.ABSENT),
                        holder(Map.of(), holder)));
    }

    private static GateResult one(Gate gate, Evidence evidence) {
        return Gates.evaluate(policy(List.of(), List.of(gate)), evidence).getFirst();
    }

    private static Policy policy(List<String> from, List<Gate> gates) {
        return new Policy(
                "production",
                "Production",
                List.of("*"),
                from,
                gates,
                List.of(new Seat(Role.ML_ENGINEER, 1), new Seat(Role.MANAGER, 2)),
                Duration.ofDays(14),
                AliasDrift.REPORT);
    }

    private static Evidence evidence(Map<String, Double> metrics, @Nullable Holder holder) {
        return new Evidence(CANDIDATE, "m", "Development", metrics, SIGNATURE, parity(ParityState.ABSENT), holder);
    }

    private static Holder holder(Map<String, Double> metrics, @Nullable Signature signature) {
        return new Holder(new VersionRef("employment", "1"), metrics, signature);
    }

    private static ParityReport parity(ParityState state) {
        var difference = switch (state) {
            case PASSED -> 3.1e-7;
            case FAILED -> 0.0123;
            case ABSENT, PENDING -> null;
        };
        return new ParityReport(CANDIDATE, state, 900, difference, 1e-5, 0, "as measured", Instant.EPOCH);
    }

    private static Column input(String name) {
        return new Column(name, "double", true);
    }
}
