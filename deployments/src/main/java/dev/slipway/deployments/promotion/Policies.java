package dev.slipway.deployments.promotion;

import dev.slipway.experiments.VersionRef;
import dev.slipway.security.Permission;
import dev.slipway.security.Requires;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;

/** The rules of promotion: files with gates and seats, each change a new version. */
@Service
public class Policies {

    @Requires(Permission.READ)
    public List<PolicyRow> all() {
        throw new UnsupportedOperationException("not built yet");
    }

    @Requires(Permission.READ)
    public PolicyRow get(String name) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Stores the text as the next version of the policy it names. @throws InvalidPolicy with line and column */
    @Requires(Permission.EDIT_POLICIES)
    public PolicyRow save(String yaml) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** What the policy would say of a version now; nothing is stored. */
    @Requires(Permission.READ)
    public List<GateResult> dryRun(String name, VersionRef version, String targetStage) {
        throw new UnsupportedOperationException("not built yet");
    }

    public record PolicyRow(
            String name,
            int version,
            String yaml,
            String digest,
            Instant savedAt,
            String savedBy,
            List<String> sentences) {}
}
