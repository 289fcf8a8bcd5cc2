package dev.slipway.portal.kit;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;

/** The loop in a cell of a table: its stations as ticks, and in words where it is. */
public final class Ticks extends Span {

    private static final long serialVersionUID = 1L;

    /**
     * @param done stations passed
     * @param stations all of them; the one after those passed is where it is now, if there is one
     * @param word where it is
     */
    public Ticks(int done, int stations, String word) {
        addClassName("sw-ticks");
        for (var station = 0; station < stations; station++) {
            getElement().appendChild(tick(station, done));
        }
        add(new Span(word));
    }

    private static Element tick(int station, int done) {
        var tick = new Element("i");
        if (station <= done) {
            tick.setAttribute("class", station < done ? "d" : "n");
        }
        return tick;
    }
}
