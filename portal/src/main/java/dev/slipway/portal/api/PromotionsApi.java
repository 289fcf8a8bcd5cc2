package dev.slipway.portal.api;

import static dev.slipway.portal.api.MissingFields.isBlank;

import dev.slipway.deployments.promotion.GateResult;
import dev.slipway.deployments.promotion.PromotionId;
import dev.slipway.deployments.promotion.PromotionState;
import dev.slipway.deployments.promotion.Promotions;
import dev.slipway.deployments.promotion.Promotions.Decision;
import dev.slipway.deployments.promotion.Promotions.Decision.Verdict;
import dev.slipway.deployments.promotion.Promotions.DecisionRow;
import dev.slipway.deployments.promotion.Promotions.Filter;
import dev.slipway.deployments.promotion.Promotions.HistoryRow;
import dev.slipway.deployments.promotion.Promotions.PromotionDetails;
import dev.slipway.deployments.promotion.Promotions.PromotionRow;
import dev.slipway.deployments.promotion.Promotions.Request;
import dev.slipway.deployments.promotion.Promotions.Seat;
import dev.slipway.experiments.VersionRef;
import dev.slipway.kernel.InvalidField;
import dev.slipway.kernel.Problem;
import dev.slipway.portal.api.MissingFields.Field;
import dev.slipway.portal.api.PageRequest.Items;
import dev.slipway.security.Permission;
import dev.slipway.security.Requires;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/promotions")
@Tag(name = "promotions")
class PromotionsApi {

    private final Promotions promotions;

    PromotionsApi(Promotions promotions) {
        this.promotions = promotions;
    }

    @GetMapping
    @Requires(Permission.READ)
    @Operation(summary = "The promotions of your teams, newest first")
    Items<PromotionSummaryBody> list(
            @RequestParam(required = false) @Nullable String model,
            @RequestParam(required = false) @Nullable String version,
            @RequestParam(required = false) @Nullable List<String> state,
            @RequestParam(name = "waiting_for_me", defaultValue = "false") boolean waitingForMe,
            @RequestParam(name = "requested_by_me", defaultValue = "false") boolean requestedByMe,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken) {
        var filter = new Filter(model, version, states(Lists.orEmpty(state)), waitingForMe, requestedByMe);
        var page = PageRequest.of(limit, pageToken, "promotions|" + filter);
        return page.answer(promotions.find(filter, page.query()).map(PromotionSummaryBody::of));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.REQUEST_PROMOTION)
    @Operation(summary = "Asks for a version to move to a stage; the gates run before the answer")
    @RequestBody(content = @Content(schema = @Schema(implementation = PromotionRequestBody.class)))
    PromotionBody request(JsonBody body) {
        var asked = body.read(PromotionRequestBody.class);
        asked.ref().ifPresent(promotions::checkMayRequest);
        return PromotionBody.of(promotions.request(asked.request()));
    }

    @GetMapping("/{id}")
    @Requires(Permission.READ)
    @Operation(summary = "One promotion, with its gates, decisions and history")
    PromotionBody get(@PathVariable String id) {
        return PromotionBody.of(promotions.get(idOf(id)));
    }

    @GetMapping("/{id}/evidence")
    @Requires(Permission.READ)
    @Operation(
            summary =
                    "What the gates saw and what was decided on it; evidence_digest is SHA-256 in hex over `digested`")
    EvidenceBody evidence(@PathVariable String id) {
        return EvidenceBody.of(promotions.evidence(idOf(id)));
    }

    @PostMapping("/{id}/decisions")
    @Requires(Permission.DECIDE_PROMOTION)
    @Operation(summary = "Approves or rejects; never the requester")
    @RequestBody(content = @Content(schema = @Schema(implementation = DecisionBody.class)))
    PromotionBody decide(@PathVariable String id, JsonBody body) {
        var promotion = idOf(id);
        promotions.checkMayDecide(promotion);
        return PromotionBody.of(
                promotions.decide(promotion, body.read(DecisionBody.class).toDecision()));
    }

    @PostMapping("/{id}/withdraw")
    @Requires(Permission.REQUEST_PROMOTION)
    @Operation(summary = "Takes one's own request back")
    @RequestBody(content = @Content(schema = @Schema(implementation = ReasonBody.class)))
    PromotionBody withdraw(@PathVariable String id, JsonBody body) {
        var promotion = idOf(id);
        promotions.checkMayWithdraw(promotion);
        return PromotionBody.of(
                promotions.withdraw(promotion, body.read(ReasonBody.class).text()));
    }

    @PostMapping("/{id}/rollback")
    @Requires(Permission.ROLL_BACK)
    @Operation(
            summary =
                    "Gives the stage back to its holder before; answers with this promotion, and names the record of the way back")
    @RequestBody(content = @Content(schema = @Schema(implementation = ReasonBody.class)))
    PromotionBody rollBack(@PathVariable String id, JsonBody body) {
        var promotion = idOf(id);
        promotions.checkMayRollBack(promotion);
        var record = promotions.rollBack(promotion, body.read(ReasonBody.class).text());
        return PromotionBody.of(promotions.get(promotion), record.row().id());
    }

    private static PromotionId idOf(String text) {
        try {
            return new PromotionId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw new UnknownPromotion(text);
        }
    }

    private static Set<PromotionState> states(List<String> names) {
        return names.stream().map(PromotionsApi::state).collect(Collectors.toUnmodifiableSet());
    }

    private static PromotionState state(String name) {
        return Arrays.stream(PromotionState.values())
                .filter(state -> state.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new InvalidField(
                        "/state",
                        "There is no state " + name + ". Use one of " + Arrays.toString(PromotionState.values())
                                + "."));
    }

    static final class UnknownPromotion extends Problem {

        private static final long serialVersionUID = 1L;

        UnknownPromotion(String id) {
            super(Kind.NOT_FOUND, "promotion_not_found", "There is no promotion " + id + ".");
        }
    }

    @Json
    record PromotionRequestBody(
            @Nullable String model,
            @Nullable String version,
            @Nullable String targetStage,
            @Nullable String reason) {

        /** Empty while it is not named: who may not ask for it is told so before any other field is looked at. */
        Optional<VersionRef> ref() {
            return isBlank(model) || isBlank(version) ? Optional.empty() : Optional.of(versionRef());
        }

        Request request() {
            MissingFields.check(
                    "A promotion names model, version, target_stage and reason.",
                    new Field("model", model),
                    new Field("version", version),
                    new Field("target_stage", targetStage),
                    new Field("reason", reason));
            return new Request(versionRef(), Objects.requireNonNull(targetStage), Objects.requireNonNull(reason));
        }

        private VersionRef versionRef() {
            return new VersionRef(Objects.requireNonNull(model), Objects.requireNonNull(version));
        }
    }

    @Json
    record DecisionBody(
            @Nullable String decision,
            @Nullable String comment,
            @Nullable String evidenceDigest) {

        Decision toDecision() {
            return new Decision(verdict(), comment == null ? "" : comment, evidenceDigest);
        }

        private Verdict verdict() {
            return switch (decision == null ? "" : decision.toLowerCase(Locale.ROOT)) {
                case "approve" -> Verdict.APPROVE;
                case "reject" -> Verdict.REJECT;
                default -> throw new InvalidField("/decision", "decision is " + decision + "; give approve or reject.");
            };
        }
    }

    @Json
    record ReasonBody(@Nullable String reason) {

        /** What the record says of a script that sent none; a screen asks for one. */
        private static final String NO_REASON = "No reason given.";

        String text() {
            return reason == null || reason.isBlank() ? NO_REASON : reason;
        }
    }

    @Json
    record GateBody(
            String name,
            String value,
            String limit,
            String verdict,
            String explanation,
            @Nullable Double measured,
            @Nullable Double bound) {

        static GateBody of(GateResult gate) {
            return new GateBody(
                    gate.name(),
                    gate.value(),
                    gate.limit(),
                    gate.verdict().name(),
                    gate.explanation(),
                    gate.measured(),
                    gate.bound());
        }
    }

    @Json
    record SeatBody(String role, int count) {
        static SeatBody of(Seat seat) {
            return new SeatBody(seat.role().name().toLowerCase(Locale.ROOT), seat.count());
        }
    }

    @Json
    record DecidedBody(String user, String role, String decision, String comment, Instant at, String evidenceDigest) {

        static DecidedBody of(DecisionRow row) {
            return new DecidedBody(
                    row.userName(),
                    row.seat().name().toLowerCase(Locale.ROOT),
                    row.verdict().name().toLowerCase(Locale.ROOT),
                    row.comment(),
                    row.at(),
                    row.evidenceDigest());
        }
    }

    @Json
    record HistoryBody(String state, String actor, @Nullable String comment, Instant at) {
        static HistoryBody of(HistoryRow row) {
            return new HistoryBody(row.state().name(), row.actorName(), row.comment(), row.at());
        }
    }

    @Json
    record PromotionSummaryBody(
            String id,
            String model,
            String version,
            String targetStage,
            String state,
            String reason,
            String requester,
            Instant requestedAt,
            Instant changedAt,
            int gatesPassed,
            int gateCount,
            int approvals,
            int approvalsNeeded,
            @Nullable String replaces) {

        static PromotionSummaryBody of(PromotionRow row) {
            return new PromotionSummaryBody(
                    row.id().toString(),
                    row.version().model(),
                    row.version().version(),
                    row.targetStage(),
                    row.state().name(),
                    row.reason(),
                    row.requesterName(),
                    row.requestedAt(),
                    row.changedAt(),
                    row.gatesPassed(),
                    row.gates(),
                    row.approvals(),
                    row.approvalsNeeded(),
                    row.replaces());
        }
    }

    @Json
    record PromotionBody(
            String id,
            String model,
            String version,
            String targetStage,
            String state,
            @Nullable String stateReason,
            String reason,
            String requester,
            Instant requestedAt,
            Instant changedAt,
            String policyVersion,
            List<GateBody> gates,
            List<SeatBody> required,
            List<DecidedBody> decisions,
            String evidenceDigest,
            @Nullable String replaces,
            @Nullable Instant expiresAt,
            @Nullable String rollbackOf,
            @Nullable String rollbackId,
            List<HistoryBody> history) {

        static PromotionBody of(PromotionDetails details) {
            return of(details, null);
        }

        /** @param rollback the record of its rollback, where that was just begun */
        static PromotionBody of(PromotionDetails details, @Nullable PromotionId rollback) {
            var row = details.row();
            return new PromotionBody(
                    row.id().toString(),
                    row.version().model(),
                    row.version().version(),
                    row.targetStage(),
                    row.state().name(),
                    details.stateReason(),
                    row.reason(),
                    row.requesterName(),
                    row.requestedAt(),
                    row.changedAt(),
                    details.policyVersion(),
                    details.gates().stream().map(GateBody::of).toList(),
                    details.required().stream().map(SeatBody::of).toList(),
                    details.decisions().stream().map(DecidedBody::of).toList(),
                    details.evidenceDigest(),
                    details.replaces(),
                    details.expiresAt(),
                    details.rollbackOf() == null ? null : details.rollbackOf().toString(),
                    rollback == null ? null : rollback.toString(),
                    details.history().stream().map(HistoryBody::of).toList());
        }
    }
}
