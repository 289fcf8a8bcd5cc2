package dev.slipway.portal.models;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.slipway.deployments.promotion.Stages.VersionEvent;
import dev.slipway.portal.kit.Feed;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Tone;
import dev.slipway.portal.promotions.PromotionsLinks;
import java.util.List;

/** Everything that happened to a version, newest first, with who and when. */
final class VersionHistory extends Div {

    private static final long serialVersionUID = 1L;

    VersionHistory(List<VersionEvent> events) {
        if (events.isEmpty()) {
            var nothing = new Paragraph(getTranslation("models.history.none"));
            nothing.addClassNames("sw-pad", "sw-t2");
            add(nothing);
            return;
        }
        var feed = new Feed();
        events.reversed().forEach(event -> feed.happened(tone(event), icon(event), sentence(event), "", event.at()));
        add(feed);
    }

    private static Component sentence(VersionEvent event) {
        var promotion = event.promotion();
        return promotion == null
                ? new Span(event.sentence())
                : new Anchor(PromotionsLinks.promotion(promotion), event.sentence());
    }

    private static Tone tone(VersionEvent event) {
        var kind = event.kind();
        if (kind.contains("fail") || kind.contains("reject") || kind.contains("vanish")) {
            return Tone.CRITICAL;
        }
        if (kind.contains("outside") || kind.contains("drift") || kind.contains("roll")) {
            return Tone.WARN;
        }
        if (kind.contains("approv") || kind.contains("promoted") || kind.contains("pass")) {
            return Tone.GOOD;
        }
        return Tone.NONE;
    }

    private static Icon icon(VersionEvent event) {
        var kind = event.kind();
        if (kind.contains("roll")) {
            return Icon.UNDO;
        }
        if (kind.contains("approv") || kind.contains("promoted")) {
            return Icon.CHECK;
        }
        if (kind.contains("gate") || kind.contains("parity")) {
            return Icon.SHIELD;
        }
        if (kind.contains("request")) {
            return Icon.PROMOTE;
        }
        return kind.contains("reject") || kind.contains("fail") ? Icon.X : Icon.MODELS;
    }
}
