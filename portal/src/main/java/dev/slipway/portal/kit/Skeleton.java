package dev.slipway.portal.kit;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** Lines in the shape of what is being fetched. The stylesheet shows them after 300 ms, never before. */
public final class Skeleton extends Div {

    private static final long serialVersionUID = 1L;

    private static final int[] WIDTHS = {62, 74, 46, 68, 55, 40};

    public Skeleton(int lines) {
        addClassName("sw-skels");
        getElement().setAttribute("role", "status").setAttribute("aria-label", getTranslation("kit.loading"));
        for (var n = 0; n < lines; n++) {
            var line = new Span();
            line.addClassName("sw-skel");
            line.setWidth(WIDTHS[n % WIDTHS.length] + "%");
            add(line);
        }
    }
}
