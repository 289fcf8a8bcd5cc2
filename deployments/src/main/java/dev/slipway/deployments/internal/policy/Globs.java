package dev.slipway.deployments.internal.policy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names with {@code *} for any characters. */
final class Globs {

    /** The most specific last: an exact name, then the longest text besides the stars. */
    static final Comparator<String> BY_SPECIFICITY = Comparator.<String, Boolean>comparing(glob -> !glob.contains("*"))
            .thenComparing(glob -> glob.replace("*", "").length());

    private Globs() {}

    static boolean match(List<String> globs, String name) {
        return mostSpecific(globs, name).isPresent();
    }

    static Optional<String> mostSpecific(List<String> globs, String name) {
        return globs.stream().filter(glob -> matches(glob, name)).max(BY_SPECIFICITY);
    }

    private static boolean matches(String glob, String name) {
        var literals = Pattern.compile("\\*").split(glob, -1);
        var expression = Arrays.stream(literals).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(expression, Pattern.DOTALL).matcher(name).matches();
    }
}
