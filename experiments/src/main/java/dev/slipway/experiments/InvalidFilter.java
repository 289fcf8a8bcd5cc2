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
        this(pointer, position, "At character " + (position + 1) + ": " + message, true);
    }

    private InvalidFilter(String pointer, int position, String sentence, boolean whole) {
        super(Kind.MALFORMED, "invalid_filter", sentence, List.of(new FieldError(pointer, sentence)), null);
        this.position = position;
    }

    public int position() {
        return position;
    }
}
