package dev.slipway.portal.shell;

import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.dom.Element;
import dev.slipway.experiments.Experiments;
import dev.slipway.experiments.Models;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.models.HeldStages;
import dev.slipway.portal.shell.Finds.Found;
import java.util.List;

/** Goes to anything by a few letters of its name. The arrows and Enter are the script's, so that they do not wait for the server. */
final class Palette extends Dialog {

    private static final long serialVersionUID = 1L;

    private static final String LIST_ID = "palette-results";
    private static final int SETTLED_MS = 120;

    private final transient Finds finds;
    private final TextField field = new TextField();
    private final Div results = new Div();
    private final Span count = new Span();

    Palette(Places places, Experiments experiments, Models models, HeldStages held) {
        this.finds = new Finds(places, experiments, models, held);
        addClassName("sw-palette");
        setWidth("600px");
        setTop("96px");
        getElement().setAttribute("aria-label", getTranslation("shell.search"));
        results.addClassName("sw-results");
        results.setId(LIST_ID);
        results.getElement()
                .setAttribute("role", "listbox")
                .setAttribute("aria-label", getTranslation("shell.results"));
        add(field(), results, hint());
        search("");
    }

    private TextField field() {
        field.setWidthFull();
        field.setPlaceholder(getTranslation("shell.search"));
        field.setAriaLabel(getTranslation("shell.search"));
        field.setPrefixComponent(Icon.SEARCH.create());
        field.setSuffixComponent(key("Esc"));
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.setValueChangeTimeout(SETTLED_MS);
        field.addValueChangeListener(change -> search(change.getValue()));
        field.getElement().executeJs("window.slipway.combobox(this, $0)", LIST_ID);
        field.focus();
        return field;
    }

    private Div hint() {
        count.addClassName("sw-end");
        count.getElement().setAttribute("role", "status");
        var hint = new Div(
                key("↑"),
                key("↓"),
                new Span(getTranslation("shell.palette.move")),
                key("Enter"),
                new Span(getTranslation("shell.palette.open")),
                key("Ctrl Enter"),
                new Span(getTranslation("shell.palette.tab")),
                count);
        hint.addClassName("sw-hint");
        return hint;
    }

    private static Span key(String name) {
        var key = new Span();
        key.getElement().appendChild(new Element("kbd").setText(name));
        return key;
    }

    private void search(String text) {
        results.removeAll();
        var found = finds.by(text.trim(), this::word);
        found.forEach(this::group);
        var total = found.stream().mapToInt(group -> group.things().size()).sum();
        count.setText(getTranslation(total == 1 ? "shell.palette.one" : "shell.palette.count", total));
        if (total == 0) {
            results.add(nothing(text));
        }
        results.getElement().executeJs("window.slipway.selectFirst(this)");
    }

    private String word(String key) {
        return getTranslation(key);
    }

    private Div nothing(String text) {
        var nothing = new Div(getTranslation("shell.palette.nothing", text));
        nothing.addClassName("g");
        return nothing;
    }

    private void group(Finds.Group group) {
        var head = new Div(getTranslation(group.key()));
        head.addClassName("g");
        head.getElement().setAttribute("role", "presentation");
        var box = new Div(head);
        box.getElement().setAttribute("role", "group").setAttribute("aria-label", getTranslation(group.key()));
        options(group.things()).forEach(box::add);
        results.add(box);
    }

    private List<Anchor> options(List<Found> things) {
        return things.stream().map(this::option).toList();
    }

    private Anchor option(Found found) {
        var name = new Span(found.name());
        name.addClassNames("sw-b", "sw-cut");
        var fact = new Span(found.fact());
        fact.addClassNames("sw-end", "sw-t2", "sw-s");
        var option = new Anchor(found.address(), found.icon().create(), name, fact);
        option.addClassName("o");
        option.getElement()
                .setAttribute("role", "option")
                .setAttribute("aria-selected", "false")
                .setAttribute("tabindex", "-1");
        option.getElement().addEventListener("click", click -> close());
        return option;
    }
}
