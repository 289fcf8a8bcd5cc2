package dev.slipway.portal.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.dom.Element;
import dev.slipway.experiments.Freshness.State;
import dev.slipway.portal.kit.Buttons;
import dev.slipway.portal.kit.Icon;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** MLflow does not answer: what one reads meanwhile, and what waits. */
final class OutageBanner extends Div {

    private static final long serialVersionUID = 1L;

    private final transient Clock clock;
    private final Span words = new Span();
    private String problem = "";

    OutageBanner(Clock clock) {
        this.clock = clock;
        addClassName("sw-banner");
        getElement().setAttribute("role", "status");
        var what = new Element("b").setText(getTranslation("shell.outage.title"));
        var sentence = new Span();
        sentence.addClassName("sw-grow");
        sentence.getElement().appendChild(what, words.getElement());
        add(Icon.PLUG.create(), sentence, works());
        setVisible(false);
    }

    void show(State state) {
        setVisible(state.since() != null);
        words.setText(" " + reading(state.upTo()));
        problem = state.problem() == null ? "" : state.problem();
    }

    private String reading(@Nullable Instant upTo) {
        return upTo == null
                ? getTranslation("shell.outage.nothing")
                : getTranslation("shell.outage.reading", Ages.of(Duration.between(upTo, clock.instant())));
    }

    private Button works() {
        var button = Buttons.quiet(getTranslation("shell.outage.works"), click -> explain());
        button.addThemeNames("small");
        return button;
    }

    private void explain() {
        var dialog = new Dialog(getTranslation("shell.outage.works"));
        dialog.setWidth("480px");
        var list = new UnorderedList();
        list.addClassName("sw-bullets");
        Stream.of("browse", "decide", "wait", "artifacts", "back")
                .map(line -> new ListItem(getTranslation("shell.outage.works." + line)))
                .forEach(list::add);
        dialog.add(list);
        if (!problem.isBlank()) {
            var reason = new Div(problem);
            reason.addClassNames("sw-t2", "sw-s", "sw-gap");
            dialog.add(reason);
        }
        dialog.getFooter().add(Buttons.plain(getTranslation("shell.close"), click -> dialog.close()));
        dialog.open();
    }
}
