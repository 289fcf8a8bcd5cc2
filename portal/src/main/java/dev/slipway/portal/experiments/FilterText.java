package dev.slipway.portal.experiments;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Conditions in filter text, added and taken away as chips do it. What a person typed beside them stays as it is. */
record FilterText(List<String> conditions) {

    private static final Pattern PIECE = Pattern.compile(
            "'(?:''|[^'])*+'?|`[^`]*`?|\"[^\"]*\"?|\\([^)]*\\)?|(?<=\\s|^)(?i:and)(?=\\s|$)|.", Pattern.DOTALL);

    FilterText {
        conditions = List.copyOf(conditions);
    }

    static FilterText of(String text) {
        var conditions = new ArrayList<String>();
        var current = new StringBuilder();
        var pieces = PIECE.matcher(text);
        while (pieces.find()) {
            if (pieces.group().equalsIgnoreCase("and")) {
                conditions.add(current.toString());
                current.setLength(0);
            } else {
                current.append(pieces.group());
            }
        }
        conditions.add(current.toString());
        return new FilterText(
                conditions.stream().map(String::strip).filter(c -> !c.isEmpty()).toList());
    }

    boolean has(String condition) {
        return conditions.stream().anyMatch(isLike(condition));
    }

    boolean has(Pattern condition) {
        return conditions.stream().anyMatch(condition.asMatchPredicate());
    }

    FilterText with(String condition) {
        var more = new ArrayList<>(conditions);
        more.add(condition);
        return new FilterText(more);
    }

    FilterText without(String condition) {
        return without(isLike(condition));
    }

    FilterText without(Pattern condition) {
        return without(condition.asMatchPredicate());
    }

    private FilterText without(Predicate<String> unwanted) {
        return new FilterText(conditions.stream().filter(unwanted.negate()).toList());
    }

    private static Predicate<String> isLike(String condition) {
        return other -> plain(other).equals(plain(condition));
    }

    private static String plain(String condition) {
        return condition.replaceAll("\\s*([<>=!~]+)\\s*", "$1").replaceAll("\\s+", " ");
    }

    String text() {
        return conditions.stream().collect(Collectors.joining(" and "));
    }
}
