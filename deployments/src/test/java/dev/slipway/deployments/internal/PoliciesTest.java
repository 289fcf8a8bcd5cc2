package dev.slipway.deployments.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployments.promotion.GateResult;
import dev.slipway.deployments.promotion.GateVerdict;
import dev.slipway.deployments.promotion.InvalidPolicy;
import dev.slipway.deployments.promotion.Policies.PolicyProblem;
import dev.slipway.deployments.promotion.Policies.PolicyRow;
import dev.slipway.deployments.promotion.Promotions.Request;
import dev.slipway.kernel.Problem;
import dev.slipway.security.Actor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Policies are files: the disk is what counts, the database remembers, the screen edits the same thing. */
class PoliciesTest extends PromotionScene {

    private final String name = "p" + UUID.randomUUID();

    @Test
    void laysTheDefaultPoliciesIntoAnEmptyFolder() {
        assertThat(POLICIES.resolve("production.yaml")).content().contains("- signature: compatible");
        assertThat(all()).extracting(PolicyRow::name).contains("production", "staging");
        assertThat(policy("production").version()).isEqualTo(1);
        assertThat(policy("production").savedBy()).isEqualTo("Slipway");
        assertThat(policy("production").sentences()).noneMatch(sentence -> sentence.contains("roc_auc"));
    }

    @Test
    void takesAChangedFileAsTheNextVersion() throws IOException {
        write(name, yaml("report"));
        scan();
        scan();
        assertThat(policy(name).version()).isEqualTo(1);

        write(name, yaml("revert"));
        scan();

        assertThat(policy(name).version()).isEqualTo(2);
        assertThat(policy(name).yaml()).contains("revert");
        assertThat(auditOf("policy/" + name)).containsExactly("policy.saved", "policy.saved");
    }

    @Test
    void keepsTheLastGoodVersionInForceWhenAFileIsBad() throws IOException {
        write(name, yaml("report"));
        scan();

        write(name, yaml("report").replace("stage:", "stge:"));
        scan();

        assertThat(policy(name).version()).isEqualTo(1);
        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo(name + ".yaml");
            assertThat(problem.message())
                    .contains("Line 2, column 1: There is no key stge here. Did you mean stage?")
                    .endsWith("The last good version stays in force.");
        });
        write(name, yaml("report"));
        scan();
        assertThat(problems()).isEmpty();
    }

    @Test
    void keepsAPolicyInForceWhoseFileIsGone() throws IOException {
        write(name, yaml("report"));
        scan();

        Files.delete(file(name));
        scan();

        assertThat(policy(name).version()).isEqualTo(1);
        assertThat(problems())
                .extracting(PolicyProblem::message)
                .singleElement()
                .asString()
                .startsWith("The file is gone.");
        as(INES, () -> policies.save(yaml("report")));
        scan();
        assertThat(file(name)).exists();
        assertThat(problems()).isEmpty();
    }

    @Test
    void refusesAFileWithAnotherNameThanItsPolicy() throws IOException {
        write("other-" + name, yaml("report"));

        scan();

        assertThat(problems())
                .extracting(PolicyProblem::message)
                .containsExactly(
                        "It names the policy " + name + ". Call the file " + name + ".yaml, or correct the name.");
        Files.delete(file("other-" + name));
    }

    @Test
    void savesTheFileTheVersionAndTheAuditEntryTogether() {
        var saved = as(INES, () -> policies.save(yaml("report")));
        var again = as(INES, () -> policies.save(yaml("report")));

        assertThat(saved.version()).isEqualTo(1);
        assertThat(saved.savedBy()).isEqualTo("Ines");
        assertThat(again.version()).isEqualTo(1);
        assertThat(file(name)).hasContent(yaml("report").strip());
        scan();
        assertThat(policy(name).version()).isEqualTo(1);
        assertThat(auditOf("policy/" + name)).containsExactly("policy.saved");
    }

    @Test
    void writesNothingOfABadText() {
        var problem = refused(INES, () -> policies.save("name: " + name + "\nstage: Production\napprovls: []\n"));

        assertThat(problem).isInstanceOf(InvalidPolicy.class);
        assertThat(problem.kind().status()).isEqualTo(422);
        assertThat(problem)
                .hasMessageContaining("Line 3, column 1: There is no key approvls here. Did you mean approvals?");
        assertThat(file(name)).doesNotExist();
        assertThat(refused(VERA, () -> policies.get(name)).code()).isEqualTo("policy_not_found");
    }

    @Test
    void letsOnlyMlEngineersSave() {
        for (var actor : List.of(VERA, DORA, MAUD, ADAM)) {
            assertThat(refused(actor, () -> policies.save(yaml("report"))).kind())
                    .as(actor.username())
                    .isEqualTo(Problem.Kind.FORBIDDEN);
        }
    }

    @Test
    void letsNobodySaveAPolicyForModelsOfAnotherTeam() {
        var problem = refused(OTTO, () -> policies.save(lax("otto", model)));

        assertThat(problem.code()).isEqualTo("not_your_team");
        assertThat(problem).hasMessageContaining(model);
        assertThat(refused(OTTO, () -> policies.save(lax(model, "nobodys"))).code())
                .as("instead of the one that is in force")
                .isEqualTo("not_your_team");
    }

    private static String lax(String name, String model) {
        return """
                name: %s
                stage: Production
                models: [%s]
                gates:
                  - signature: compatible
                approvals: [{role: ml_engineer}]
                """.formatted(name, model);
    }

    @Test
    void judgesNothingByAPolicyThatCannotBeRead() {
        jdbc.sql("update deployments.policy_version set yaml = 'name: [' where name = ?")
                .param(model)
                .update();

        var problem = refused(DORA, () -> promotions.request(new Request(better, "Production", "why")));

        assertThat(problem.code()).isEqualTo("policy_unreadable");
        assertThat(problem).hasMessageContaining(model);
        jdbc.sql("delete from deployments.policy_version where name = ?")
                .param(model)
                .update();
    }

    @Test
    void runsDryWithoutATrace() {
        promote(first);
        var before = count();

        var gates = as(VERA, () -> policies.dryRun(model.toLowerCase(java.util.Locale.ROOT), worse, "production"));

        assertThat(gates)
                .extracting(GateResult::verdict)
                .containsExactly(GateVerdict.FAIL, GateVerdict.FAIL, GateVerdict.PASS, GateVerdict.SKIPPED);
        assertThat(count()).isEqualTo(before);
        assertThat(refused(VERA, () -> policies.dryRun("nothing", worse, "Production"))
                        .code())
                .isEqualTo("policy_not_found");
        assertThat(refused(OTTO, () -> policies.dryRun("production", worse, "Production"))
                        .code())
                .isEqualTo("not_your_team");
    }

    private long count() {
        return jdbc.sql("select count(*) from deployments.promotion")
                .query(Long.class)
                .single();
    }

    private String yaml(String drift) {
        return """
                name: %s
                stage: Archived
                models: [nothing-like-this]
                approvals: [{role: manager}]
                alias_drift: %s
                """.formatted(name, drift);
    }

    private void scan() {
        as(Actor.SYSTEM, () -> {
            policyFolder.scan();
            return true;
        });
    }

    private List<PolicyRow> all() {
        return as(VERA, policies::all);
    }

    private PolicyRow policy(String wanted) {
        return as(VERA, () -> policies.get(wanted));
    }

    private List<PolicyProblem> problems() {
        return as(VERA, policies::problems).stream()
                .filter(problem -> problem.file().contains(name))
                .toList();
    }

    private static Path file(String name) {
        return POLICIES.resolve(name + ".yaml");
    }

    private static void write(String name, String yaml) throws IOException {
        Files.writeString(file(name), yaml);
    }
}
