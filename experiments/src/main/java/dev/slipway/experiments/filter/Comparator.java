package dev.slipway.experiments.filter;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How a key is compared. */
public enum Comparator {
    EQUAL("="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    LIKE("LIKE"),
    ILIKE("ILIKE"),
    IN("IN"),
    NOT_IN("NOT IN"),
    IS_NULL("IS NULL"),
    IS_NOT_NULL("IS NOT NULL");

    private static final Set<Comparator> NUMERIC =
            EnumSet.of(EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL);
    private static final Set<Comparator> TEXT_OR_NULL = EnumSet.of(EQUAL, NOT_EQUAL, LIKE, ILIKE, IS_NULL, IS_NOT_NULL);
    private static final Set<Comparator> TEXT_OR_LIST = EnumSet.of(EQUAL, NOT_EQUAL, LIKE, ILIKE, IN, NOT_IN);

    private final String sign;

    Comparator(String sign) {
        this.sign = sign;
    }

    /** As it is written, in MLflow and in SQL alike. */
    public String sign() {
        return sign;
    }

    static Optional<Comparator> of(String text) {
        var wanted = text.toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(comparator -> comparator.sign.equals(wanted))
                .findFirst();
    }

    /** What MLflow allows for a field. */
    static Set<Comparator> allowedFor(Field field) {
        if (field.kind().isNumeric(field.key())) {
            return NUMERIC;
        }
        return switch (field.kind()) {
            case METRIC -> NUMERIC;
            case PARAM, TAG -> TEXT_OR_NULL;
            case ATTRIBUTE, DATASET -> TEXT_OR_LIST;
        };
    }
}
