package dev.slipway.portal.api;

import dev.slipway.kernel.Problem;
import dev.slipway.kernel.Problem.FieldError;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The body of a request, read when the controller asks for it: so that who may not do a thing is told so before anything
 * is said about the body. An empty body stands for an empty object.
 */
final class JsonBody {

    static final int MAX_BYTES = 1 << 20;

    private static final JsonMapper MAPPER = StrictJson.mapper();

    private final byte[] bytes;
    private final @Nullable String contentType;

    /** @param bytes more than {@value #MAX_BYTES} stand for a body that is too large */
    JsonBody(byte[] bytes, @Nullable String contentType) {
        this.bytes = bytes;
        this.contentType = contentType;
    }

    /**
     * @throws UnreadableRequest when it is no JSON or too large
     * @throws Problem MALFORMED with the field that is wrong, unknown or of another type
     */
    <T> T read(Class<T> type) {
        if (bytes.length > MAX_BYTES) {
            throw UnreadableRequest.tooLarge("The body is larger than 1 MB. Send less at a time.");
        }
        if (bytes.length > 0 && !isJson()) {
            throw UnreadableRequest.notJson(
                    contentType == null || contentType.isBlank() ? "of no stated type" : contentType);
        }
        var value = parse(type);
        if (value == null) {
            throw new MalformedBody("", "The body is null. Send an object.", null);
        }
        return value;
    }

    private boolean isJson() {
        try {
            return contentType != null
                    && !contentType.isBlank()
                    && MediaType.APPLICATION_JSON.includes(MediaType.parseMediaType(contentType));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private <T> @Nullable T parse(Class<T> type) {
        try {
            return MAPPER.readValue(isEmpty() ? "{}".getBytes(StandardCharsets.UTF_8) : bytes, type);
        } catch (UnrecognizedPropertyException e) {
            throw new MalformedBody(pointer(e.getPath()), unknownField(e), e);
        } catch (DatabindException e) {
            throw rootProblem(e, new MalformedBody(pointer(e.getPath()), reason(e), e));
        } catch (JacksonException e) {
            throw new MalformedBody("", "The body is not valid JSON" + place(e) + ".", e);
        }
    }

    private boolean isEmpty() {
        for (var b : bytes) {
            if (!Character.isWhitespace(b)) {
                return false;
            }
        }
        return true;
    }

    /** What a value object said when it refused the value beats "another type". */
    private static Problem rootProblem(Throwable error, Problem otherwise) {
        for (@Nullable Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return problem;
            }
        }
        return otherwise;
    }

    private static String reason(DatabindException e) {
        return switch (e) {
            case InvalidNullException empty -> "An entry of the list is null. Leave it out.";
            case InvalidFormatException wrong
            when wrong.getTargetType() == String.class ->
                "The text holds NUL or half of a surrogate pair. Leave it out.";
            case MismatchedInputException other -> "The value is of another type. Give " + wanted(other) + ".";
            default -> "The value is of another type than expected.";
        };
    }

    private static String wanted(MismatchedInputException e) {
        var type = e.getTargetType();
        if (type == String.class) {
            return "text in quotes";
        }
        if (type == Instant.class) {
            return Moments.WANTED;
        }
        if (type == Integer.class || type == int.class) {
            return "a whole number";
        }
        return type != null && Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }

    private static String unknownField(UnrecognizedPropertyException e) {
        var known =
                e.getKnownPropertyIds().stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
        return "There is no field " + e.getPropertyName() + " here. Known are: " + known + ".";
    }

    private static String place(JacksonException e) {
        var at = e.getLocation();
        return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private static String pointer(List<Reference> path) {
        return path.stream()
                .map(step -> "/" + (step.getPropertyName() == null ? step.getIndex() : escaped(step.getPropertyName())))
                .collect(Collectors.joining());
    }

    /** RFC 6901. */
    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** The body cannot be read. */
    static final class MalformedBody extends Problem {

        private static final long serialVersionUID = 1L;

        MalformedBody(String pointer, String message, @Nullable Throwable cause) {
            super(Kind.MALFORMED, "malformed_body", message, List.of(new FieldError(pointer, message)), cause);
        }
    }
}
