package dev.slipway.portal.api;

import dev.slipway.kernel.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Fields that have to be given and are not; all of them at once. */
final class MissingFields extends Problem {

    private static final long serialVersionUID = 1L;

    private MissingFields(List<Field> missing, String hint) {
        super(
                Kind.INVALID,
                "invalid_field",
                missing.stream().map(Field::name).collect(Collectors.joining(", "))
                        + (missing.size() == 1 ? " is missing. " : " are missing. ")
                        + hint,
                missing.stream()
                        .map(field -> new FieldError("/" + field.name(), field.name() + " is missing."))
                        .toList(),
                null);
    }

    /** @param hint what is wanted, as a sentence */
    static void check(String hint, Field... fields) {
        var missing = Arrays.stream(fields).filter(Field::isMissing).toList();
        if (!missing.isEmpty()) {
            throw new MissingFields(missing, hint);
        }
    }

    record Field(String name, @Nullable String value) {
        boolean isMissing() {
            return isBlank(value);
        }
    }

    /** A field that is not given, or without a word. */
    static boolean isBlank(@Nullable String value) {
        return value == null || value.isBlank();
    }
}
