package dev.slipway.security;

import dev.slipway.kernel.Page;
import dev.slipway.kernel.PageQuery;
import dev.slipway.security.internal.AuditChain;
import dev.slipway.security.internal.AuditLog;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The record of who did what. Entries are written in the transaction of the change and sealed in a hash chain. */
@Service
public class Audit {

    private final Actors actors;
    private final AuditLog log;
    private final AuditChain chain;

    Audit(Actors actors, AuditLog log, AuditChain chain) {
        this.actors = actors;
        this.log = log;
        this.chain = chain;
    }

    /** Writes an entry by the current actor into the current transaction; fails without one. */
    @Open("the recording side of a change that was itself allowed")
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(AuditEvent event) {
        log.write(actors.current(), event);
    }

    /** As {@link #record}, for what happens while nobody is signed in: a failed sign-in, the first admin. */
    @Open("the recording side of signing in, where there is no actor yet")
    @Transactional(propagation = Propagation.MANDATORY)
    public void recordAs(Actor actor, AuditEvent event) {
        log.write(actor, event);
    }

    /** Newest first: entries of the caller's teams and the caller's own; all of them for an admin. */
    @Requires(Permission.READ_AUDIT)
    @Transactional(readOnly = true)
    public Page<AuditEntry> find(AuditFilter filter, PageQuery page) {
        return log.find(actors.current(), filter, page);
    }

    /** Recomputes the whole chain, as it stood at one moment: what others write meanwhile does not count. */
    @Requires(Permission.READ_AUDIT)
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Verification verify() {
        return chain.verify();
    }

    /** Absent fields do not restrict. {@code object} also matches everything below it, up to a slash. */
    public record AuditFilter(
            @Nullable String actor,
            @Nullable String object,
            @Nullable Instant from,
            @Nullable Instant to) {
        public static final AuditFilter ALL = new AuditFilter(null, null, null, null);
    }

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
