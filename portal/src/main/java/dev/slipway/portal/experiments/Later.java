package dev.slipway.portal.experiments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.experiments.MlflowUnavailable;
import dev.slipway.kernel.Problem;
import dev.slipway.portal.kit.Buttons;
import dev.slipway.portal.kit.Icon;
import java.util.function.Supplier;

/**
 * What only MLflow can tell. The page is on the screen before it is asked; when it does not answer, that is said in this
 * place and nowhere else.
 */
final class Later extends Div {

    private static final long serialVersionUID = 1L;

    private static final int LINES = 4;

    private final transient Supplier<Component> content;

    Later(Supplier<Component> content) {
        this.content = content;
        addClassName("sw-later");
        for (var i = 0; i < LINES; i++) {
            var line = new Span();
            line.addClassName("sw-skel");
            add(line);
        }
        addAttachListener(attached -> getElement().executeJs("return true").then(answer -> load()));
    }

    private void load() {
        removeAll();
        removeClassName("sw-later");
        add(loaded());
    }

    private Component loaded() {
        try {
            return content.get();
        } catch (MlflowUnavailable down) {
            return new Div(Refusal.inPanel(down), again());
        } catch (Problem problem) {
            return Refusal.inPanel(problem);
        }
    }

    private Component again() {
        var again = Buttons.plain(Icon.REFRESH, getTranslation("experiments.again"), click -> load());
        var row = new Div(again);
        row.addClassName("sw-again");
        return row;
    }
}
