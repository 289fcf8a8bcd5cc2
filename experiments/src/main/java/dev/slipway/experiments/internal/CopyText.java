package dev.slipway.experiments.internal;

import org.jspecify.annotations.Nullable;

/** Rows in PostgreSQL's COPY text format: tab between, backslash escapes, {@code \N} for null. */
final class CopyText {

    private final StringBuilder text = new StringBuilder();

    CopyText row(@Nullable Object... values) {
        for (var i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : "\t");
            append(values[i]);
        }
        text.append('\n');
        return this;
    }

    private void append(@Nullable Object value) {
        if (value == null) {
            text.append("\\N");
            return;
        }
        var plain = value.toString();
        for (var i = 0; i < plain.length(); i++) {
            escape(plain.charAt(i));
        }
    }

    /** PostgreSQL's text cannot hold NUL; it is left out. */
    private void escape(char c) {
        switch (c) {
            case '\\' -> text.append("\\\\");
            case '\t' -> text.append("\\t");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\0' -> {}
            default -> text.append(c);
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
