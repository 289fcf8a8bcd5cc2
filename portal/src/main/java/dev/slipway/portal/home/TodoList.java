package dev.slipway.portal.home;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import dev.slipway.portal.kit.Buttons;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Tone;

/** Things to look at: what it is, the facts that decide, and one way to go on. */
final class TodoList extends OrderedList {

    private static final long serialVersionUID = 1L;

    TodoList() {
        addClassName("sw-todo");
    }

    TodoList item(Tone tone, Icon icon, String title, String address, Component end, Component... facts) {
        var mark = new Div(icon.create());
        mark.addClassName("ic");
        var details = new Div(facts);
        details.addClassName("sw-facts");
        var text = new Div(new H3(new Anchor(address, title)), details);
        var item = new ListItem(mark, text, end);
        item.addClassName(tone.css());
        add(item);
        return this;
    }

    /** @param name what the button does to what, for those who hear it out of the row */
    static Component go(String text, String name, String address) {
        var button = Buttons.plain(text, click -> click.getSource().getUI().ifPresent(ui -> ui.navigate(address)));
        button.setAriaLabel(name);
        return button;
    }

    static Span fact(Icon icon, String words) {
        return new Span(icon.createSmall(), new Span(words));
    }

    static Span fact(Icon icon, Component words) {
        return new Span(icon.createSmall(), words);
    }

    static Span fact(Tone tone, Icon icon, String words) {
        var fact = fact(icon, words);
        fact.addClassName(tone.css());
        return fact;
    }
}
