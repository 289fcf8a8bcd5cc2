package dev.slipway.portal.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.slipway.portal.kit.Icon;
import java.util.List;
import java.util.stream.Stream;

/** What is seen before one is signed in: a form at the left, the loop at the right. */
@JavaScript("context://slipway-shell.js")
abstract class SignPage extends Main {

    private static final long serialVersionUID = 1L;

    /** Stations passed before the one that is "now" in the picture. */
    private static final int DONE = 4;

    private static final int LEFT = 50;
    private static final int STEP = 73;

    private final Div form = new Div();

    /** Both are keys of texts. */
    SignPage(String title, String lead) {
        addClassName("sw-sign");
        form.addClassName("sw-sign-form");
        var words = new Paragraph(getTranslation(lead));
        words.addClassName("sw-t2");
        form.add(brand(), new Div(new H1(getTranslation(title)), words));
        add(form, art());
    }

    final void content(Component... components) {
        form.add(components);
    }

    /** Takes away all but brand and title. */
    final void clear() {
        form.getChildren().skip(2).toList().forEach(form::remove);
    }

    private static Div brand() {
        var brand = new Div(Icon.LOGO.createLarge(), new Span("Slipway"));
        brand.addClassName("sw-brand");
        return brand;
    }

    private Div art() {
        var picture = new Div();
        picture.getElement().setProperty("innerHTML", loop());
        var art = new Div(
                new H2(getTranslation("shell.art.title")), new Paragraph(getTranslation("shell.art.words")), picture);
        art.addClassName("sw-sign-art");
        return art;
    }

    private String loop() {
        var stations = Stream.of("run", "register", "gates", "approved", "staging", "production", "watch")
                .map(name -> getTranslation("shell.art." + name))
                .toList();
        var svg = new StringBuilder("<svg viewBox=\"0 0 560 200\" aria-hidden=\"true\" class=\"sw-art-loop\">");
        var end = LEFT + STEP * (stations.size() - 1);
        svg.append("<path class=\"next\" d=\"M%d 40H%d\"/><path class=\"done\" d=\"M%d 40H%d\"/>"
                .formatted(LEFT + STEP * DONE, end, LEFT, LEFT + STEP * DONE));
        svg.append("<path class=\"back\" d=\"M%d 40C%d 40 %d 168 %d 168H%d C%d 168 %d 40 %d 40\"/>"
                .formatted(end + 12, end + 52, end + 52, end - 10, LEFT + 10, LEFT - 52, LEFT - 52, LEFT - 12));
        for (var n = 0; n < stations.size(); n++) {
            svg.append(station(n, stations));
        }
        return svg.append("</svg>").toString();
    }

    private static String station(int n, List<String> names) {
        var state = n < DONE ? "done" : n == DONE ? "now" : "next";
        var x = LEFT + STEP * n;
        return "<circle class=\"%s\" cx=\"%d\" cy=\"40\" r=\"%d\"/><text x=\"%d\" y=\"82\">%s</text>"
                .formatted(state, x, n == DONE ? 16 : 11, x, names.get(n));
    }
}
