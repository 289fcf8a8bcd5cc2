package dev.slipway.portal.models;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.slipway.deployments.promotion.Stages.VersionEvent;
import dev.slipway.portal.kit.Feed;
import dev.slipway.portal.promotions.EventLook;
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
        events.reversed().forEach(event -> {
            var look = EventLook.of(event.kind());
            feed.happened(look.tone(), look.icon(), sentence(event), "", event.at());
        });
        add(feed);
    }

    private static Component sentence(VersionEvent event) {
        var promotion = event.promotion();
        return promotion == null
                ? new Span(event.sentence())
                : new Anchor(PromotionsLinks.promotion(promotion), event.sentence());
    }
}
