package dev.slipway.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal in domain words. Its message says what happened, why, and what to do next; its code is stable and part of
 * the REST API. Each module derives its own: {@code class RunNotFound extends Problem}.
 */
public abstract class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String code;
    private final transient List<FieldError> fields;

    protected Problem(Kind kind, String code, String message) {
        this(kind, code, message, List.of(), null);
    }

    protected Problem(Kind kind, String code, String message, List<FieldError> fields, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.code = code;
        this.fields = List.copyOf(fields);
    }

    public Kind kind() {
        return kind;
    }

    /** Stable and lower case with underscores, such as {@code run_not_found}. */
    public String code() {
        return code;
    }

    public List<FieldError> fields() {
        return fields;
    }

    /** Whether the same may be granted later although the caller changes nothing: a part is down, or too busy. */
    public boolean isPassing() {
        return kind == Kind.UNAVAILABLE || kind == Kind.TOO_MANY;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** What sort of refusal it is; each has one HTTP status. */
    public enum Kind {
        NOT_SIGNED_IN(401),
        FORBIDDEN(403),
        NOT_FOUND(404),
        MALFORMED(400),
        INVALID(422),
        CONFLICT(409),
        TOO_MANY(429),
        UNAVAILABLE(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /** What is wrong with one field. {@code pointer} is a JSON pointer such as {@code /filter}. */
    public record FieldError(String pointer, String message) {}
}
