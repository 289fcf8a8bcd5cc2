package dev.slipway.serving;

import dev.slipway.experiments.VersionRef;
import dev.slipway.security.Permission;
import dev.slipway.security.Requires;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Service;

/** The proofs that twins agree with their native models: made once for each version, in a child JVM. */
@Service
public class Parities {

    /** PENDING for a version that was not checked yet. */
    @Requires(Permission.READ)
    public ParityReport of(VersionRef version) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** One look-up for a page of versions. */
    @Requires(Permission.READ)
    public Map<VersionRef, ParityState> states(Collection<VersionRef> versions) {
        throw new UnsupportedOperationException("not built yet");
    }
}
