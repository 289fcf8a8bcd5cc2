package dev.slipway.portal.admin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;

/** What stands in a table's cell when one word is not enough. */
final class Cells {

    private Cells() {}

    /** One above the other. */
    static Div two(Component first, Component second) {
        var cell = new Div(new Div(first), new Div(second));
        cell.addClassName("sw-two");
        return cell;
    }

    static Div beside(Component... components) {
        var cell = new Div(components);
        cell.addClassNames("sw-row", "wrap");
        return cell;
    }
}
