package dev.slipway.security.internal;

import dev.slipway.security.Ownership;
import dev.slipway.security.TeamId;
import dev.slipway.security.Teams.NameRule;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rules of one moment. {@code teams} by name in lower case, {@code assigned} by kind and name. */
record OwnershipRules(Map<String, TeamId> assigned, Map<String, TeamId> teams, List<NameRule> rules)
        implements Ownership.Rules {

    @Override
    public Optional<TeamId> teamOf(String kind, String name, Map<String, String> tags) {
        return Optional.ofNullable(assigned.get(kind + "/" + name))
                .or(() -> Optional.ofNullable(tags.get("team"))
                        .map(tag -> teams.get(tag.trim().toLowerCase(Locale.ROOT))))
                .or(() -> rules.stream()
                        .filter(rule -> fits(rule.pattern(), name))
                        .map(NameRule::team)
                        .findFirst());
    }

    private static boolean fits(String pattern, String name) {
        var literal = Pattern.compile("\\*")
                .splitAsStream(pattern + " ")
                .map(Pattern::quote)
                .toList();
        var expression = String.join(".*", literal);
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
                .matcher(name + " ")
                .matches();
    }
}
