package dev.slipway.deployments.internal.policy;

import dev.slipway.deployments.promotion.GateResult;
import dev.slipway.experiments.VersionRef;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** SHA-256 in hex over a JSON array: the version, its source, the policy's version, and each finding's fields in order. */
public final class EvidenceDigest {

    private static final JsonMapper MAPPER = new JsonMapper();

    private EvidenceDigest() {}

    public static String of(VersionRef version, String source, String policy, List<GateResult> gates) {
        return sha256(text(version, source, policy, gates));
    }

    /** What the digest is taken of. */
    public static String text(VersionRef version, String source, String policy, List<GateResult> gates) {
        var content = new ArrayList<Object>(List.of(version.model(), version.version(), source, policy));
        gates.forEach(gate -> content.add(fields(gate)));
        return MAPPER.writeValueAsString(content);
    }

    private static List<String> fields(GateResult gate) {
        return List.of(
                gate.name(),
                gate.value(),
                gate.limit(),
                gate.verdict().name(),
                String.valueOf(gate.measured()),
                String.valueOf(gate.bound()));
    }

    public static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
