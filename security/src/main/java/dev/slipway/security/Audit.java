package dev.slipway.security;

import dev.slipway.kernel.Page;
import dev.slipway.kernel.PageQuery;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The record of who did what. Entries are written in the transaction of the change and sealed in a hash chain. */
@Service
public class Audit {

    /** Writes an entry by the current actor into the current transaction; fails without one. */
    @Open("the recording side of a change that was itself allowed")
    public void record(AuditEvent event) {
        throw new UnsupportedOperationException("not built yet");
    }

    @Requires(Permission.READ_AUDIT)
    public Page<AuditEntry> find(AuditFilter filter, PageQuery page) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Recomputes the whole chain. */
    @Requires(Permission.READ_AUDIT)
    public Verification verify() {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Newest first. Absent fields do not restrict. {@code object} also matches as a prefix up to a slash. */
    public record AuditFilter(
            @Nullable String actor,
            @Nullable String object,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /**
     * @param seq position in the chain, null while not sealed
     * @param before JSON object
     * @param after JSON object
     * @param hash SHA-256 in hex, null while not sealed
     */
    public record AuditEntry(
            @Nullable Long seq,
            Instant at,
            String actor,
            @Nullable TokenId token,
            String action,
            String object,
            String before,
            String after,
            @Nullable String hash) {}

    /** @param firstBadSeq the first entry whose hash does not follow, null when intact */
    public record Verification(
            boolean intact,
            long entries,
            long unsealed,
            @Nullable Long firstBadSeq) {}
}
