package dev.slipway.portal.home;

import dev.slipway.deployments.promotion.Promotions.Happening;
import dev.slipway.experiments.Models.VersionRow;
import dev.slipway.portal.kit.Phrase;
import dev.slipway.portal.models.ModelsLinks;
import dev.slipway.portal.promotions.EventLook;
import dev.slipway.portal.promotions.PromotionsLinks;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** One line of what changed. @param address where it can be read up */
record News(EventLook look, Phrase words, String address, Instant at) {

    private static final int MOST = 12;

    /** Promotions and new versions in one line of time, newest first. Steps in between are left out. */
    static List<News> of(List<Happening> happenings, List<VersionRow> registered) {
        return Stream.concat(
                        happenings.stream()
                                .filter(happening -> !happening.kind().equals("executing"))
                                .map(News::of),
                        registered.stream().map(News::of))
                .sorted(Comparator.comparing(News::at).reversed())
                .limit(MOST)
                .toList();
    }

    private static News of(Happening happening) {
        return new News(
                EventLook.of(happening.kind()),
                Phrase.of("home.news.happened", happening.sentence()),
                PromotionsLinks.promotion(happening.promotion()),
                happening.at());
    }

    private static News of(VersionRow version) {
        return new News(
                EventLook.of("registered"),
                Phrase.of(
                        "home.news.registered",
                        version.ref().model(),
                        version.ref().version()),
                ModelsLinks.version(version.ref()),
                version.createdAt());
    }
}
