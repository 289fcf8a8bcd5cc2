package dev.slipway.portal.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.slipway.portal.api.PageRequest.Items;
import dev.slipway.security.Audit;
import dev.slipway.security.Audit.AuditEntry;
import dev.slipway.security.Audit.AuditFilter;
import dev.slipway.security.Audit.Verification;
import dev.slipway.security.Permission;
import dev.slipway.security.Requires;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/audit")
@Tag(name = "audit")
class AuditApi {

    private final Audit audit;

    AuditApi(Audit audit) {
        this.audit = audit;
    }

    @GetMapping
    @Requires(Permission.READ_AUDIT)
    @Operation(summary = "Who did what, newest first")
    Items<EntryBody> find(
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String object,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken) {
        var filter = new AuditFilter(actor, object, from, to);
        var page = PageRequest.of(limit, pageToken, "audit|" + filter);
        return page.answer(audit.find(filter, page.query()).map(EntryBody::of));
    }

    @GetMapping("/verify")
    @Requires(Permission.READ_AUDIT)
    @Operation(summary = "Recomputes the chain; answers 200 whether it is intact or not")
    VerificationBody verify() {
        return VerificationBody.of(audit.verify());
    }

    @Json
    record EntryBody(
            @Nullable Long seq,
            Instant at,
            String actor,
            @Nullable String tokenId,
            String action,
            String object,

            @Schema(implementation = Object.class) @JsonRawValue
            String before,

            @Schema(implementation = Object.class) @JsonRawValue
            String after,

            @Nullable String hash) {

        static EntryBody of(AuditEntry entry) {
            return new EntryBody(
                    entry.seq(),
                    entry.at(),
                    entry.actor(),
                    entry.token() == null ? null : entry.token().toString(),
                    entry.action(),
                    entry.object(),
                    entry.before(),
                    entry.after(),
                    entry.hash());
        }
    }

    @Json
    record VerificationBody(
            boolean intact,
            long entries,
            long unsealed,
            @Nullable Long firstBadSeq) {
        static VerificationBody of(Verification verification) {
            return new VerificationBody(
                    verification.intact(), verification.entries(), verification.unsealed(), verification.firstBadSeq());
        }
    }
}
