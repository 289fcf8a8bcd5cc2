package dev.slipway.experiments.internal;

import dev.slipway.experiments.ArtifactNotFound;
import dev.slipway.experiments.Signature;
import dev.slipway.experiments.Signature.Column;
import dev.slipway.experiments.VersionRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;

/** Reads the signature from a version's MLmodel file once; a version's files do not change. */
@Component
public class Signatures {

    private static final int MAX_BYTES = 1 << 20;

    private final TrackingServer server;
    private final ModelIndex index;
    private final Pulse pulse;

    Signatures(TrackingServer server, ModelIndex index, Pulse pulse) {
        this.server = server;
        this.index = index;
        this.pulse = pulse;
    }

    public Optional<Signature> of(VersionRef ref) {
        var kept = index.keptSignature(ref);
        if (kept != null) {
            return parseKept(JsonColumns.tree(kept));
        }
        var read = read(ref);
        index.keepSignature(ref, read);
        return read;
    }

    private Optional<Signature> read(VersionRef ref) {
        pulse.refuseWhenDown();
        try (var file = server.openVersionArtifact(ref.model(), ref.version(), "MLmodel")) {
            return parse(new String(file.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
        } catch (ArtifactNotFound e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The inputs and outputs of a signature are JSON inside the YAML. */
    static Optional<Signature> parse(String mlmodel) {
        Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(mlmodel);
        if (root instanceof Map<?, ?> map && map.get("signature") instanceof Map<?, ?> signature) {
            return Optional.of(new Signature(columns(signature.get("inputs")), columns(signature.get("outputs"))));
        }
        return Optional.empty();
    }

    private static List<Column> columns(@Nullable Object json) {
        var columns = new ArrayList<Column>();
        if (json instanceof String text) {
            JsonColumns.tree(text).forEach(column -> columns.add(column(column)));
        }
        return columns;
    }

    private static Column column(JsonNode json) {
        var type = json.path("type").asString("");
        if (type.equals("tensor")) {
            var spec = json.path("tensor-spec");
            type = "tensor(" + spec.path("dtype").asString("") + ", " + spec.path("shape") + ")";
        }
        return new Column(
                json.path("name").asString(""), type, json.path("required").asBoolean(true));
    }

    private static Optional<Signature> parseKept(JsonNode json) {
        return json.isObject()
                ? Optional.of(new Signature(keptColumns(json.path("inputs")), keptColumns(json.path("outputs"))))
                : Optional.empty();
    }

    private static List<Column> keptColumns(JsonNode array) {
        var columns = new ArrayList<Column>();
        array.forEach(json -> columns.add(new Column(
                json.path("name").asString(""),
                json.path("type").asString(""),
                json.path("required").asBoolean(true))));
        return columns;
    }
}
