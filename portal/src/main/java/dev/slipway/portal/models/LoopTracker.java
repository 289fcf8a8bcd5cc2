package dev.slipway.portal.models;

import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.When;
import dev.slipway.portal.models.LoopPlace.Mark;
import dev.slipway.portal.models.LoopPlace.Stop;
import java.util.List;

/** The eight stations over the whole width; what a version passed, where it is, and what is not built yet. */
final class LoopTracker extends Div {

    private static final long serialVersionUID = 1L;

    LoopTracker(String version, List<Stop> stops) {
        addClassNames("sw-panel", "sw-loop");
        var list = new OrderedList();
        list.getElement().setAttribute("aria-label", getTranslation("models.loop.name", version));
        stops.forEach(stop -> list.add(station(stop)));
        var sentence = new Span(Icon.REFRESH.create(), new Text(getTranslation("models.loop.back")));
        var back = new Div(sentence);
        back.addClassName("back");
        add(list, back);
    }

    private ListItem station(Stop stop) {
        var mark = new Div(icon(stop).create());
        mark.addClassName("k");
        var text = new Div();
        text.addClassName("tx");
        text.getElement()
                .appendChild(new Element("b")
                        .setText(
                                getTranslation("enum.Stations." + stop.station().name())));
        var fact = new Span(stop.fact().in(this));
        fact.addClassName("w");
        text.add(fact);
        var item = new ListItem(mark, text, when(stop));
        item.addClassName(css(stop.mark()));
        if (stop.mark() == Mark.NOW) {
            item.getElement().setAttribute("aria-current", "step");
        }
        return item;
    }

    private static Span when(Stop stop) {
        var when = new Span();
        when.addClassName("x");
        if (stop.at() != null) {
            when.add(new When(stop.at()));
        }
        return when;
    }

    private static Icon icon(Stop stop) {
        return stop.mark() == Mark.TROUBLE ? Icon.X : stop.station().icon();
    }

    private static String css(Mark mark) {
        return switch (mark) {
            case DONE -> "done";
            case NOW -> "now";
            case NEXT, GAP -> "next";
            case TROUBLE -> "bad";
        };
    }
}
