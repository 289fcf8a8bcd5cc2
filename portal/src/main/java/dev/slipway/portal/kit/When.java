package dev.slipway.portal.kit;

import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.Tag;
import java.time.Clock;
import java.time.Instant;

/** A moment: short in the line, exact with its zone and in UTC on hover. */
@Tag("time")
public final class When extends HtmlComponent {

    private static final long serialVersionUID = 1L;

    public When(Instant at) {
        getElement().setText(Texts.when(at, Clock.systemUTC().instant(), Viewer.zone()));
        getElement().setAttribute("datetime", at.toString());
        setTitle(Texts.exact(at, Viewer.zone()));
    }
}
