package dev.slipway.deployments.internal.policy;

import dev.slipway.deployments.internal.policy.Policy.AliasDrift;
import dev.slipway.deployments.promotion.InvalidPolicy;
import dev.slipway.deployments.promotion.InvalidPolicy.Finding;
import dev.slipway.deployments.promotion.Promotions.Seat;
import dev.slipway.security.Permission;
import dev.slipway.security.Role;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a policy's YAML strictly. All that is wrong is told at once, each with line, column and the fix. */
public final class PolicyReader {

    private static final int MAX_CHARACTERS = 64_000;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,3})([mhd])");
    private static final Duration DEFAULT_EXPIRY = Duration.ofDays(14);
    private static final List<String> KEYS =
            List.of("name", "stage", "models", "from", "gates", "approvals", "expires_after", "alias_drift");

    private final List<String> stages;

    public PolicyReader(List<String> stages) {
        this.stages = List.copyOf(stages);
    }

    /** @throws InvalidPolicy with all that is wrong */
    public Policy read(String yaml) {
        var findings = new ArrayList<Finding>();
        var root = compose(yaml);
        if (!(root instanceof MappingNode mapping)) {
            throw new InvalidPolicy(List.of(
                    new Finding(1, 1, "A policy begins with keys such as name: production and stage: Production.")));
        }
        var policy = policy(new Section(mapping, KEYS, findings), findings);
        if (!findings.isEmpty()) {
            findings.sort(Comparator.comparingInt(Finding::line).thenComparingInt(Finding::column));
            throw new InvalidPolicy(findings);
        }
        return policy;
    }

    private static Node compose(String yaml) {
        if (yaml.length() > MAX_CHARACTERS) {
            throw new InvalidPolicy(List.of(new Finding(
                    1, 1, "The text has more than " + MAX_CHARACTERS + " characters. A policy is shorter than that.")));
        }
        try {
            return new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            throw new InvalidPolicy(List.of(new Finding(
                    mark.getLine() + 1, mark.getColumn() + 1, "This is not YAML: " + e.getProblem() + ".")));
        } catch (YAMLException e) {
            throw new InvalidPolicy(List.of(new Finding(1, 1, "This is not YAML: " + e.getMessage() + ".")));
        }
    }

    private Policy policy(Section section, List<Finding> findings) {
        section.require("name", "name: production");
        section.require("stage", "stage: Production");
        section.require("approvals", "approvals: [{role: ml_engineer, count: 1}]");
        return new Policy(
                name(section),
                stage(section),
                section.has("models") ? section.texts("models") : List.of("*"),
                from(section),
                gates(section, findings),
                approvals(section, findings),
                section.text("expires_after")
                        .flatMap(text -> duration(section, text))
                        .orElse(DEFAULT_EXPIRY),
                drift(section));
    }

    private static String name(Section section) {
        var name = section.text("name").orElse("");
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            section.report("name", "A policy's name has 1 to 63 small letters, digits and hyphens: it names its file.");
        }
        return name;
    }

    private String stage(Section section) {
        return section.text("stage")
                .flatMap(text -> known(section, "stage", text))
                .orElse("");
    }

    private List<String> from(Section section) {
        return section.texts("from").stream()
                .flatMap(text -> known(section, "from", text).stream())
                .toList();
    }

    private Optional<String> known(Section section, String key, String text) {
        var found = stages.stream().filter(text::equalsIgnoreCase).findFirst();
        if (found.isEmpty()) {
            section.report(key, "There is no stage " + text + ". " + Words.suggestion(text, stages));
        }
        return found;
    }

    private static List<Gate> gates(Section section, List<Finding> findings) {
        return section.items("gates").stream()
                .flatMap(node -> GateReader.read(node, findings).stream())
                .toList();
    }

    private static List<Seat> approvals(Section section, List<Finding> findings) {
        if (section.has("approvals") && section.items("approvals").isEmpty()) {
            section.report("approvals", "At least one approval is needed, such as [{role: ml_engineer, count: 1}].");
        }
        var seats = section.items("approvals").stream()
                .flatMap(node -> seat(node, findings).stream())
                .toList();
        if (seats.stream().map(Seat::role).distinct().count() < seats.size()) {
            section.report("approvals", "A role is given twice. Write it once, with its count.");
        }
        return seats;
    }

    private static Optional<Seat> seat(Node node, List<Finding> findings) {
        if (!(node instanceof MappingNode mapping)) {
            Section.report(node.getStartMark(), "An approval looks like {role: ml_engineer, count: 1}.", findings);
            return Optional.empty();
        }
        var section = new Section(mapping, List.of("role", "count"), findings);
        section.require("role", "role: ml_engineer");
        var count = section.number("count").orElse(1.0);
        if (count != Math.rint(count) || count < 1 || count > 10) {
            section.report("count", "count has to be a whole number from 1 to 10.");
        }
        return section.text("role").flatMap(text -> role(section, text)).map(role -> new Seat(role, count.intValue()));
    }

    private static Optional<Role> role(Section section, String text) {
        var deciders = EnumSet.allOf(Role.class).stream()
                .filter(role -> role.grants(Permission.DECIDE_PROMOTION))
                .toList();
        var names = deciders.stream()
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .toList();
        var index = names.indexOf(text.toLowerCase(Locale.ROOT));
        if (index < 0) {
            section.report("role", "The role " + text + " cannot approve. " + Words.suggestion(text, names));
            return Optional.empty();
        }
        return Optional.of(deciders.get(index));
    }

    private static Optional<Duration> duration(Section section, String text) {
        var parts = DURATION.matcher(text);
        if (!parts.matches()) {
            section.report(
                    "expires_after", "expires_after is " + text + "; give minutes, hours or days: 30m, 12h, 14d.");
            return Optional.empty();
        }
        var number = Long.parseLong(parts.group(1));
        return Optional.of(
                switch (parts.group(2)) {
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                });
    }

    private static AliasDrift drift(Section section) {
        var text = section.text("alias_drift").orElse("report");
        var names = Arrays.stream(AliasDrift.values())
                .map(drift -> drift.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!names.contains(text)) {
            section.report("alias_drift", "alias_drift is " + text + ". " + Words.suggestion(text, names));
            return AliasDrift.REPORT;
        }
        return AliasDrift.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
