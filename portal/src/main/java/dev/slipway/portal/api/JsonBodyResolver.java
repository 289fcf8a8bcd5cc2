package dev.slipway.portal.api;

import dev.slipway.kernel.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Hands a controller its body unread. */
final class JsonBodyResolver implements HandlerMethodArgumentResolver {

    static final int MAX_BYTES = 1 << 20;

    /** Strict: a field that is misspelt must not be passed over in silence. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(tools.jackson.databind.MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == JsonBody.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binderFactory)
            throws IOException {
        var request = (HttpServletRequest) webRequest.getNativeRequest();
        var bytes = request.getInputStream().readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new UnreadableRequest("body_too_large", "The body is larger than 1 MB. Send less at a time.");
        }
        if (bytes.length > 0 && !isJson(request.getContentType())) {
            throw new UnreadableRequest(
                    "not_json",
                    "The body is " + request.getContentType() + ". Send JSON with Content-Type: application/json.");
        }
        return new JsonBody(bytes, MAPPER);
    }

    private static boolean isJson(@Nullable String contentType) {
        return contentType != null && MediaType.APPLICATION_JSON.includes(MediaType.parseMediaType(contentType));
    }

    static final class UnreadableRequest extends Problem {

        private static final long serialVersionUID = 1L;

        UnreadableRequest(String code, String message) {
            super(Kind.MALFORMED, code, message);
        }
    }
}
