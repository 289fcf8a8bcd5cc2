package dev.slipway.deployments.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.deployments.internal.policy.Gate.Bound;
import dev.slipway.deployments.internal.policy.Gate.MetricLimit;
import dev.slipway.deployments.internal.policy.Gate.NotWorseThanHolder;
import dev.slipway.deployments.internal.policy.Gate.SignatureKept;
import dev.slipway.deployments.internal.policy.Gate.TwinAgrees;
import dev.slipway.deployments.internal.policy.Policy.AliasDrift;
import dev.slipway.deployments.promotion.InvalidPolicy;
import dev.slipway.deployments.promotion.Promotions.Seat;
import dev.slipway.experiments.MetricDirection;
import dev.slipway.security.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyReaderTest {

    private static final PolicyReader READER =
            new PolicyReader(List.of("Development", "Staging", "Production", "Archived"));

    @Test
    void readsAWholePolicy() {
        var policy = READER.read("""
                name: fraud-production
                stage: production
                models: ["fraud-*"]
                from: [Staging]
                gates:
                  - metric: roc_auc
                    at_least: 0.85
                    models: [fraud-cards]
                  - metric: log_loss
                    at_most: 0.4
                  - not_worse_than_holder: log_loss
                    by: 0.01
                  - not_worse_than_holder: odd
                    by: 1
                    direction: lower
                  - signature: compatible
                  - parity: passed
                approvals:
                  - role: ml_engineer
                    count: 2
                  - role: manager
                expires_after: 36h
                alias_drift: revert
                """);

        assertThat(policy.name()).isEqualTo("fraud-production");
        assertThat(policy.stage()).isEqualTo("Production");
        assertThat(policy.models()).containsExactly("fraud-*");
        assertThat(policy.from()).containsExactly("Staging");
        assertThat(policy.gates())
                .containsExactly(
                        new MetricLimit("roc_auc", Bound.AT_LEAST, 0.85, List.of("fraud-cards")),
                        new MetricLimit("log_loss", Bound.AT_MOST, 0.4, List.of()),
                        new NotWorseThanHolder("log_loss", 0.01, MetricDirection.LOWER_IS_BETTER, List.of()),
                        new NotWorseThanHolder("odd", 1, MetricDirection.LOWER_IS_BETTER, List.of()),
                        new SignatureKept(List.of()),
                        new TwinAgrees(List.of()));
        assertThat(policy.approvals()).containsExactly(new Seat(Role.ML_ENGINEER, 2), new Seat(Role.MANAGER, 1));
        assertThat(policy.expiresAfter()).isEqualTo(Duration.ofHours(36));
        assertThat(policy.aliasDrift()).isEqualTo(AliasDrift.REVERT);
    }

    @Test
    void fillsInWhatAShortPolicyLeavesOut() {
        var policy = READER.read("{name: short, stage: Staging, approvals: [{role: manager}]}");

        assertThat(policy.models()).containsExactly("*");
        assertThat(policy.from()).isEmpty();
        assertThat(policy.gates()).isEmpty();
        assertThat(policy.expiresAfter()).isEqualTo(Duration.ofDays(14));
        assertThat(policy.aliasDrift()).isEqualTo(AliasDrift.REPORT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "staging"})
    void readsTheShippedPolicies(String name) throws IOException {
        try (var file = PolicyReader.class.getResourceAsStream("/policies/" + name + ".yaml")) {
            assertThat(file).isNotNull();
            var policy = READER.read(new String(file.readAllBytes(), StandardCharsets.UTF_8));

            assertThat(policy.name()).isEqualTo(name);
            assertThat(policy.governs(policy.stage(), "employment")).isTrue();
        }
    }

    @Test
    void readsThePolicyOfTheDemo() throws IOException {
        var policy = READER.read(Files.readString(Path.of("../demo/policies/production.yaml")));

        assertThat(policy.name()).isEqualTo("production");
        assertThat(policy.gates()).contains(new MetricLimit("roc_auc", Bound.AT_LEAST, 0.8, List.of("employment")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            at_lest: 0.8               | 5 | 5 | There is no key at_lest here. Did you mean at_least?
            at_least: high             | 5 | 15 | at_least has to be a number, such as 0.85; it is high.
            at_least: [1]              | 5 | 15 | at_least has to be a number, such as 0.85.
            at_least: .nan             | 5 | 15 | at_least has to be a number, such as 0.85; it is .nan.
            by: 0.1                    | 5 | 5 | There is no key by here. Use one of: metric, at_least, at_most, models.
            models: employment         | 5 | 13 | models has to be a list, such as [first, second]; it is employment.
            """)
    void namesThePlaceAndTheFixInAGate(String line, int row, int column, String message) {
        var findings = findings("""
                name: production
                stage: Production
                gates:
                  - metric: roc_auc
                    %s
                approvals: [{role: ml_engineer}]
                """.formatted(line));

        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.message()).isEqualTo(message);
            assertThat(finding.line()).isEqualTo(row);
            assertThat(finding.column()).isEqualTo(column);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            stge: Production           | There is no key stge here. Did you mean stage?
            stage: Prod                | "There is no stage Prod. Use one of: Development, Staging, Production, Archived."
            stage: Productoin          | There is no stage Productoin. Did you mean Production?
            stage: [Production]        | stage has to be a text.
            name: Production!          | "A policy's name has 1 to 63 small letters, digits and hyphens: it names its file."
            name: two                  | name is given twice. Keep one of them.
            from: [Stagng]             | There is no stage Stagng. Did you mean Staging?
            gates: [{}]                | "A gate begins with one of metric, not_worse_than_holder, signature, parity."
            gates: [text]              | "A gate looks like metric: accuracy with at_least: 0.9."
            gates: [{metric: a}]       | "Give the metric's limit: either at_least or at_most."
            "gates: [{metric: a, at_least: 1, at_most: 2}]" | "Give the metric's limit: either at_least or at_most."
            "gates: [{metric: a, parity: passed}]" | "A gate is only one of metric, not_worse_than_holder, signature, parity."
            gates: [{not_worse_than_holder: a}] | "by is missing. Add a line such as by: 0.005, how much worse it may be."
            "gates: [{not_worse_than_holder: a, by: -1}]" | "by is how much worse the metric may be: 0 or more."
            "gates: [{not_worse_than_holder: a, by: 1, direction: up}]" | "direction is up; say which way is better: higher or lower."
            gates: [{signature: same}] | signature can only be compatible; leave the gate out if it does not matter.
            gates: [{parity: failed}]  | parity can only be passed; leave the gate out if it does not matter.
            approvals: []              | "At least one approval is needed, such as [{role: ml_engineer, count: 1}]."
            approvals: [{role: admin}] | "The role admin cannot approve. Use one of: ml_engineer, manager."
            approvals: [{role: ml_enginer}] | The role ml_enginer cannot approve. Did you mean ml_engineer?
            approvals: [{count: 1}]    | "role is missing. Add a line such as role: ml_engineer."
            "approvals: [{role: manager, count: 0}]" | count has to be a whole number from 1 to 10.
            "approvals: [{role: manager}, {role: manager}]" | "A role is given twice. Write it once, with its count."
            approvals: [manager]       | "An approval looks like {role: ml_engineer, count: 1}."
            expires_after: 2 weeks     | "expires_after is 2 weeks; give minutes, hours or days: 30m, 12h, 14d."
            alias_drift: revrt         | alias_drift is revrt. Did you mean revert?
            """)
    void namesTheFixOfWhatIsWrong(String line, String message) {
        assertThat(findings("name: one\n" + line + "\n"))
                .extracting(InvalidPolicy.Finding::message)
                .contains(message);
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(findings("models: [a]"))
                .extracting(InvalidPolicy.Finding::message)
                .containsExactly(
                        "name is missing. Add a line such as name: production.",
                        "stage is missing. Add a line such as stage: Production.",
                        "approvals is missing. Add a line such as approvals: [{role: ml_engineer, count: 1}].");
    }

    @Test
    void tellsAllThatIsWrongInTheOrderOfTheText() {
        var problem = problem("name: one\nstage: Nowhere\nfoo: 1\napprovals: [{role: viewer}]\n");

        assertThat(problem.findings()).extracting(InvalidPolicy.Finding::line).containsExactly(2, 3, 4);
        assertThat(problem.code()).isEqualTo("invalid_policy");
        assertThat(problem.fields())
                .hasSize(3)
                .allMatch(field -> field.pointer().equals("/yaml"));
        assertThat(problem).hasMessageStartingWith("Line 2, column 8: There is no stage Nowhere.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"name: [", "\tname: x", "a: b: c", "", "just text", "- a list", "*anchor", "{", "name: \u0001"})
    void survivesWhatIsNoPolicy(String yaml) {
        assertThat(findings(yaml)).isNotEmpty();
    }

    @Test
    void namesLineAndColumnOfABrokenText() {
        assertThat(findings("name: one\nstage: [Production\napprovals: 1\n")
                        .getFirst()
                        .line())
                .isEqualTo(3);
    }

    @Test
    void refusesALongText() {
        assertThat(findings("#".repeat(64_001)).getFirst().message()).contains("more than 64000 characters");
    }

    private static List<InvalidPolicy.Finding> findings(String yaml) {
        return problem(yaml).findings();
    }

    private static InvalidPolicy problem(String yaml) {
        var problem = catchThrowableOfType(InvalidPolicy.class, () -> READER.read(yaml));
        assertThat(problem).isNotNull();
        return problem;
    }
}
