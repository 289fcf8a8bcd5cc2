package dev.slipway.deployments.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailpointTest {

    private final List<String> ends = new ArrayList<>();

    @Test
    void doesNothingUnlessConfigured() {
        var failpoint = new Failpoint("", () -> ends.add("end"));

        Arrays.stream(Step.values()).forEach(failpoint::reached);

        assertThat(ends).isEmpty();
    }

    @Test
    void endsAfterTheConfiguredStepOnly() {
        var failpoint = new Failpoint("alias-set", () -> ends.add("end"));

        failpoint.reached(Step.INTENT_STORED);
        failpoint.reached(Step.ALIAS_SET);
        failpoint.reached(Step.TAG_SET);

        assertThat(ends).hasSize(1);
    }

    @Test
    void refusesANameThatIsNoStep() {
        assertThatThrownBy(() -> new Failpoint("alias", () -> {}))
                .hasMessage(
                        "slipway.failpoint is alias; leave it out, or use intent-stored, alias-set, tag-set, record-closed.");
    }
}
