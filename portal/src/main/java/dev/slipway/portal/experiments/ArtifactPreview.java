package dev.slipway.portal.experiments;

import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** How a file can be shown, by its name and size. */
enum ArtifactPreview {
    TEXT,
    JSON,
    IMAGE,
    TOO_LARGE,
    NONE;

    static final int MOST_TEXT = 256_000;
    static final int MOST_IMAGE = 5_000_000;

    private static final Set<String> IMAGES = Set.of("png", "jpg", "jpeg", "gif", "webp", "svg");
    private static final Set<String> TEXTS = Set.of(
            "txt", "md", "log", "csv", "tsv", "yaml", "yml", "html", "xml", "py", "r", "sql", "sh", "toml", "ini",
            "cfg", "lock");
    private static final Set<String> NAMES = Set.of("MLmodel", "MLproject", "Dockerfile", "LICENSE", "README");
    /** Numbers keep every digit. */
    private static final JsonMapper PRETTY = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    static ArtifactPreview of(String path, long bytes) {
        var kind = kind(path);
        return switch (kind) {
            case IMAGE -> bytes > MOST_IMAGE ? TOO_LARGE : kind;
            case TEXT, JSON -> bytes > MOST_TEXT ? TOO_LARGE : kind;
            case NONE, TOO_LARGE -> kind;
        };
    }

    private static ArtifactPreview kind(String path) {
        var name = path.substring(path.lastIndexOf('/') + 1);
        var ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (ending.equals("json")) {
            return JSON;
        }
        if (IMAGES.contains(ending)) {
            return IMAGE;
        }
        return TEXTS.contains(ending) || NAMES.contains(name) ? TEXT : NONE;
    }

    /** Indented; as it is when it is not JSON. */
    static String pretty(String json) {
        try {
            return PRETTY.writeValueAsString(PRETTY.readTree(json));
        } catch (JacksonException e) {
            return json;
        }
    }

    static String contentType(String path) {
        return switch (path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
            case "png" -> "image/png";
            case "jpg", "jpeg" -> "image/jpeg";
            case "gif" -> "image/gif";
            case "webp" -> "image/webp";
            case "svg" -> "image/svg+xml";
            default -> "application/octet-stream";
        };
    }
}
