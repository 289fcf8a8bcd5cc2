package dev.slipway.portal.api;

import dev.slipway.kernel.InvalidField;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words of a small fixed set as they travel: lower snake case; any case is taken. */
final class Words {

    private Words() {}

    static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static List<String> of(java.util.Collection<? extends Enum<?>> values) {
        return values.stream()
                .sorted(java.util.Comparator.comparing(Enum::ordinal))
                .map(value -> of(value))
                .toList();
    }

    /** @throws InvalidField at the pointer, with the words there are */
    static <E extends Enum<E>> E read(Class<E> type, @Nullable String word, String pointer) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().equalsIgnoreCase(word == null ? "" : word.trim()))
                .findFirst()
                .orElseThrow(() -> new InvalidField(pointer, given(word) + " Give one of " + all(type) + "."));
    }

    private static String given(@Nullable String word) {
        return word == null ? "The value is missing." : "There is no " + word + " here.";
    }

    private static String all(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(value -> of(value)).collect(Collectors.joining(", "));
    }
}
