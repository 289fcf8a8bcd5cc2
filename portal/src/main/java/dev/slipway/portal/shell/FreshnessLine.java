package dev.slipway.portal.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import dev.slipway.experiments.Freshness.State;
import dev.slipway.portal.kit.Texts;
import dev.slipway.portal.kit.Viewer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How far the index is behind MLflow; amber when that is longer than anybody would expect. */
final class FreshnessLine extends Div {

    private static final long serialVersionUID = 1L;

    private static final Duration LATE = Duration.ofSeconds(30);

    private final transient Clock clock;
    private final Span words = new Span();

    FreshnessLine(Clock clock) {
        this.clock = clock;
        addClassName("sw-fresh");
        getElement().appendChild(new Element("i").setAttribute("aria-hidden", "true"));
        add(words);
    }

    void show(State state) {
        var upTo = state.upTo();
        var age = upTo == null ? Duration.ZERO : Duration.between(upTo, clock.instant());
        setClassName("old", upTo == null || !state.mlflowUp() || age.compareTo(LATE) > 0);
        words.setText(upTo == null ? getTranslation("shell.fresh.none") : sentence(state, upTo, age));
    }

    private String sentence(State state, Instant upTo, Duration age) {
        return state.mlflowUp()
                ? getTranslation("shell.fresh.behind", Ages.of(age))
                : getTranslation("shell.fresh.old", Texts.timeOfDay(upTo, Viewer.zone()), Ages.of(age));
    }
}
