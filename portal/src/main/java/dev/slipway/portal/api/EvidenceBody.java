package dev.slipway.portal.api;

import dev.slipway.deployments.promotion.Promotions.PromotionEvidence;
import dev.slipway.deployments.promotion.Promotions.Seen;
import dev.slipway.deployments.promotion.Promotions.SeenHolder;
import dev.slipway.experiments.Signature;
import dev.slipway.portal.api.ModelsApi.ParityBody;
import dev.slipway.portal.api.PromotionsApi.DecidedBody;
import dev.slipway.portal.api.PromotionsApi.GateBody;
import dev.slipway.portal.api.PromotionsApi.SeatBody;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a promotion was judged and decided on, in one document.
 *
 * @param policy the text of the policy's version that judged
 * @param seen the version as the gates saw it
 * @param digested the text that the digest is taken of, so that anybody can take it again
 */
@Json
record EvidenceBody(
        String promotionId,
        String model,
        String version,
        String targetStage,
        String source,
        @Nullable String runId,
        String state,
        String requester,
        Instant requestedAt,
        String policyVersion,
        @Nullable String policy,
        List<GateBody> gates,
        @Nullable SeenBody seen,
        List<SeatBody> required,
        List<DecidedBody> decisions,
        String evidenceDigest,
        String digested) {

    static EvidenceBody of(PromotionEvidence evidence) {
        var details = evidence.promotion();
        var row = details.row();
        var seen = evidence.seen();
        return new EvidenceBody(
                row.id().toString(),
                row.version().model(),
                row.version().version(),
                row.targetStage(),
                evidence.source(),
                seen == null ? null : seen.runId(),
                row.state().name(),
                row.requesterName(),
                row.requestedAt(),
                details.policyVersion(),
                evidence.policy(),
                details.gates().stream().map(GateBody::of).toList(),
                seen == null ? null : SeenBody.of(seen),
                details.required().stream().map(SeatBody::of).toList(),
                details.decisions().stream().map(DecidedBody::of).toList(),
                details.evidenceDigest(),
                evidence.digested());
    }

    @Json
    record SeenBody(
            String stage,
            Map<String, Object> metrics,
            @Nullable Signature signature,
            ParityBody parity,
            @Nullable HolderBody holder) {

        static SeenBody of(Seen seen) {
            return new SeenBody(
                    seen.stage(),
                    RunsApi.numbers(seen.metrics()),
                    seen.signature(),
                    ParityBody.of(seen.parity()),
                    seen.holder() == null ? null : HolderBody.of(seen.holder()));
        }
    }

    @Json
    record HolderBody(
            String version,
            Map<String, Object> metrics,
            @Nullable Signature signature) {

        static HolderBody of(SeenHolder holder) {
            return new HolderBody(holder.version(), RunsApi.numbers(holder.metrics()), holder.signature());
        }
    }
}
