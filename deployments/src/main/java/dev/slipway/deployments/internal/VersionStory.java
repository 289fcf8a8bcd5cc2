package dev.slipway.deployments.internal;

import dev.slipway.deployments.internal.Holders.Stay;
import dev.slipway.deployments.promotion.Promotions.Happening;
import dev.slipway.deployments.promotion.Stages.VersionEvent;
import dev.slipway.experiments.Models.VersionRow;
import dev.slipway.experiments.VersionRef;
import dev.slipway.serving.ParityReport;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Everything that happened to a version, told in one line each. */
@Component
public class VersionStory {

    private final VersionFacts facts;
    private final PromotionReader promotions;
    private final Holders holders;

    VersionStory(VersionFacts facts, PromotionReader promotions, Holders holders) {
        this.facts = facts;
        this.promotions = promotions;
        this.holders = holders;
    }

    /** Oldest first. */
    public List<VersionEvent> of(VersionRef version) {
        var registered = registered(facts.version(version));
        var happenings = promotions.happenings(version).stream().map(VersionStory::event);
        var stays = holders.stays(version.model(), version.version()).stream()
                .flatMap(stay -> Stream.concat(adopted(version, stay), replaced(version, stay)));
        return Stream.of(Stream.of(registered), parity(facts.parity(version)), happenings, stays)
                .flatMap(events -> events)
                .sorted(Comparator.comparing(VersionEvent::at))
                .toList();
    }

    private static VersionEvent registered(VersionRow row) {
        var from = row.runId() == null ? "" : " from run " + row.runId();
        return new VersionEvent(row.createdAt(), "registered", row.ref() + " was registered" + from + ".", null, null);
    }

    private static Stream<VersionEvent> parity(ParityReport report) {
        var at = report.checkedAt();
        if (at == null) {
            return Stream.empty();
        }
        return switch (report.state()) {
            case PASSED ->
                Stream.of(new VersionEvent(at, "parity", "Its ONNX twin gives what the model gives.", null, null));
            case FAILED ->
                Stream.of(new VersionEvent(
                        at,
                        "parity",
                        "Its ONNX twin does not give what the model gives. " + report.explanation(),
                        null,
                        null));
            case ABSENT, PENDING -> Stream.empty();
        };
    }

    private static VersionEvent event(Happening happening) {
        return new VersionEvent(
                happening.at(), happening.kind(), happening.sentence(), happening.actorName(), happening.promotion());
    }

    private static Stream<VersionEvent> adopted(VersionRef version, Stay stay) {
        return stay.adopted()
                ? Stream.of(new VersionEvent(
                        stay.since(),
                        "adopted",
                        "Slipway found " + version + " in " + stay.stage() + ".",
                        "Slipway",
                        null))
                : Stream.empty();
    }

    private static Stream<VersionEvent> replaced(VersionRef version, Stay stay) {
        if (stay.until() == null) {
            return Stream.empty();
        }
        var sentence = stay.successor() == null
                ? version + " left " + stay.stage() + "."
                : "v" + stay.successor() + " took the place of " + version + " in " + stay.stage() + ".";
        return Stream.of(new VersionEvent(stay.until(), "replaced", sentence, null, null));
    }
}
