package dev.slipway.portal.api;

import dev.slipway.kernel.Problem;
import dev.slipway.kernel.Problem.FieldError;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The body of a request, read when the controller asks for it: so that who may not do a thing is told so before anything
 * is said about the body. An empty body stands for an empty object.
 */
final class JsonBody {

    private final byte[] bytes;
    private final JsonMapper mapper;

    JsonBody(byte[] bytes, JsonMapper mapper) {
        this.bytes = bytes;
        this.mapper = mapper;
    }

    /** @throws Problem MALFORMED with the field that is wrong, unknown or of another type */
    <T> T read(Class<T> type) {
        try {
            return mapper.readValue(isEmpty() ? "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8) : bytes, type);
        } catch (UnrecognizedPropertyException e) {
            throw new MalformedBody(pointer(e.getPath()), unknownField(e), e);
        } catch (DatabindException e) {
            throw rootProblem(
                    e, new MalformedBody(pointer(e.getPath()), "The value is of another type than expected.", e));
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
                .map(step -> "/" + (step.getPropertyName() == null ? step.getIndex() : step.getPropertyName()))
                .collect(Collectors.joining());
    }

    /** The body cannot be read. */
    static final class MalformedBody extends Problem {

        private static final long serialVersionUID = 1L;

        MalformedBody(String pointer, String message, Throwable cause) {
            super(Kind.MALFORMED, "malformed_body", message, List.of(new FieldError(pointer, message)), cause);
        }
    }
}
