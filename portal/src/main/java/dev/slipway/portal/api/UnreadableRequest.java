package dev.slipway.portal.api;

import org.springframework.http.HttpStatus;

/** A request whose body is not looked at, because of what it is or how much. */
public final class UnreadableRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String code;

    private UnreadableRequest(HttpStatus status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    public static UnreadableRequest tooLarge(String message) {
        return new UnreadableRequest(HttpStatus.CONTENT_TOO_LARGE, "body_too_large", message);
    }

    static UnreadableRequest notJson(String contentType) {
        return new UnreadableRequest(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "not_json",
                "The body is " + contentType + ". Send JSON with Content-Type: application/json.");
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }
}
