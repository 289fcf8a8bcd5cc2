package dev.slipway.experiments.filter;

import java.util.List;

/** One condition. Its value fits its field and comparator. */
public record Comparison(Field field, Comparator comparator, Value value) {

    /** What a field is compared with. */
    public sealed interface Value {

        record Text(String text) implements Value {}

        record Whole(long number) implements Value {}

        record Real(double number) implements Value {}

        record Texts(List<String> texts) implements Value {}

        /** Of {@code IS NULL} and {@code IS NOT NULL}. */
        record None() implements Value {}
    }
}
