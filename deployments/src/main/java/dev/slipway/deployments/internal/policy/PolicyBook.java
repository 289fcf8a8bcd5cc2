package dev.slipway.deployments.internal.policy;

import dev.slipway.deployments.promotion.Promotions.Seat;
import dev.slipway.security.Role;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The policies in force at one moment, each with its version's number. */
public record PolicyBook(List<Numbered> policies) {

    public PolicyBook {
        policies = List.copyOf(policies);
    }

    /**
     * The policy for a move: an exact model name goes before a glob, a long glob before a short one, and names of policies
     * settle the rest. A stage without a policy asks for one ML engineer and nothing else.
     */
    public Numbered governing(String stage, String model) {
        return policies.stream()
                .filter(numbered -> numbered.policy().governs(stage, model))
                .max(Comparator.comparing((Numbered n) -> fit(n, model), Globs.BY_SPECIFICITY)
                        .thenComparing(n -> n.policy().name(), Comparator.reverseOrder()))
                .orElseGet(() -> new Numbered(ungoverned(stage), 0));
    }

    public Optional<Numbered> named(String name) {
        return policies.stream()
                .filter(numbered -> numbered.policy().name().equals(name))
                .findFirst();
    }

    private static String fit(Numbered numbered, String model) {
        return Globs.mostSpecific(numbered.policy().models(), model).orElse("*");
    }

    private static Policy ungoverned(String stage) {
        return new Policy(
                "no-policy",
                stage,
                List.of("*"),
                List.of(),
                List.of(),
                List.of(new Seat(Role.ML_ENGINEER, 1)),
                Duration.ofDays(14),
                Policy.AliasDrift.REPORT);
    }

    public record Numbered(Policy policy, int version) {

        /** Such as {@code production/12}. */
        public String label() {
            return policy.name() + "/" + version;
        }
    }
}
