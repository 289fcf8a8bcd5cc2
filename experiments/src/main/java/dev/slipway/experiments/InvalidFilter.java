package dev.slipway.experiments;

import dev.slipway.kernel.Problem;
import java.util.List;

/** A filter or an order that cannot be read; says where and what would be right. */
public final class InvalidFilter extends Problem {

    private static final long serialVersionUID = 1L;

    private final int position;

    /**
     * @param pointer {@code /filter} or {@code /order_by/0}
     * @param position the offending character, from 0
     * @param message without the position; it is put in front
     */
    public InvalidFilter(String pointer, int position, String message) {
        super(
                Kind.MALFORMED,
                "invalid_filter",
                sentence(position, message),
                List.of(new FieldError(pointer, sentence(position, message))),
                null);
        this.position = position;
    }

    private static String sentence(int position, String message) {
        return "At character " + (position + 1) + ": " + message;
    }

    public int position() {
        return position;
    }
}
