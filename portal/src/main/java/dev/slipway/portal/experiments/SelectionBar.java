package dev.slipway.portal.experiments;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.portal.kit.Buttons;
import dev.slipway.portal.kit.Icon;

/** What can be done with the selected runs; at the bottom of the workbench while something is selected. */
final class SelectionBar extends Div {

    private static final long serialVersionUID = 1L;

    static final int FEWEST = 2;
    static final int MOST = 20;

    private final Span count = new Span();
    private final Span why = new Span();
    private final Button compare;
    private final boolean mayCompare;

    SelectionBar(boolean mayCompare, Runnable compareThem, Runnable clear) {
        this.mayCompare = mayCompare;
        addClassName("sw-select");
        getElement().setAttribute("role", "region").setAttribute("aria-label", getTranslation("experiments.selection"));
        count.getElement().setAttribute("role", "status");
        count.addClassName("sw-b");
        compare = Buttons.primary(Icon.COMPARE, getTranslation("experiments.compare"), click -> compareThem.run());
        compare.getElement().setAttribute("data-key", "c");
        add(
                count,
                compare,
                why,
                Buttons.icon(Icon.X, getTranslation("experiments.selection.clear"), click -> clear.run()));
        show(0);
    }

    void show(int selected) {
        setVisible(selected > 0);
        count.setText(getTranslation("experiments.selection.count", selected));
        var reason = whyOff(selected);
        compare.setEnabled(reason.isEmpty());
        why.setText(reason);
    }

    private String whyOff(int selected) {
        if (!mayCompare) {
            return getTranslation("experiments.compare.right");
        }
        if (selected < FEWEST) {
            return getTranslation("experiments.compare.one");
        }
        return selected > MOST ? getTranslation("experiments.compare.many", MOST) : "";
    }
}
