package dev.slipway.portal.experiments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.experiments.Freshness;
import dev.slipway.experiments.MlflowUnavailable;
import dev.slipway.kernel.Problem;
import dev.slipway.portal.kit.Buttons;
import dev.slipway.portal.kit.Icon;
import java.util.function.Supplier;

/**
 * What only MLflow can tell. The page is on the screen before it is asked; when it does not answer, that is said in this
 * place and nowhere else. An MLflow that is known to be down is not waited for, unless somebody asks to try again.
 */
final class Later extends Div {

    private static final long serialVersionUID = 1L;

    private static final int LINES = 4;

    private final transient Freshness freshness;
    private final transient Supplier<Component> content;

    Later(Freshness freshness, Supplier<Component> content) {
        this.freshness = freshness;
        this.content = content;
        addClassName("sw-later");
        for (var i = 0; i < LINES; i++) {
            var line = new Span();
            line.addClassName("sw-skel");
            add(line);
        }
        addAttachListener(attached -> getElement().executeJs("return true").then(answer -> load(this::unlessDown)));
    }

    private void load(Supplier<Component> source) {
        removeAll();
        removeClassName("sw-later");
        add(loaded(source));
    }

    private Component unlessDown() {
        var problem = freshness.state().problem();
        if (problem != null) {
            throw new MlflowUnavailable(problem, null);
        }
        return content.get();
    }

    private Component loaded(Supplier<Component> source) {
        try {
            return source.get();
        } catch (MlflowUnavailable down) {
            return new Div(Refusal.inPanel(down), again());
        } catch (Problem problem) {
            return Refusal.inPanel(problem);
        }
    }

    private Component again() {
        var again = Buttons.plain(Icon.REFRESH, getTranslation("experiments.again"), click -> load(content));
        var row = new Div(again);
        row.addClassName("sw-again");
        return row;
    }
}
