package dev.slipway.portal.kit;

import com.vaadin.flow.component.html.Span;
import java.util.Locale;

/** Where a version is: the ring fills up as it moves on. Stages of one's own get the first ring. */
public final class StageTag extends Span {

    private static final long serialVersionUID = 1L;

    public StageTag(String stage) {
        addClassNames("sw-stage", css(stage));
        add(icon(stage).create(), new Span(stage));
    }

    private static String css(String stage) {
        return switch (stage.toLowerCase(Locale.ROOT)) {
            case "staging" -> "stg";
            case "production" -> "prod";
            case "archived" -> "arch";
            default -> "dev";
        };
    }

    private static Icon icon(String stage) {
        return switch (stage.toLowerCase(Locale.ROOT)) {
            case "staging" -> Icon.STAGE_STAGING;
            case "production" -> Icon.STAGE_PRODUCTION;
            case "archived" -> Icon.STAGE_ARCHIVED;
            default -> Icon.STAGE_DEVELOPMENT;
        };
    }
}
