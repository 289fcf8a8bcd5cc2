package dev.slipway.portal.experiments;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.slipway.experiments.Runs.RunColumns;
import dev.slipway.portal.experiments.RunColumn.Kind;
import dev.slipway.portal.kit.Buttons;
import dev.slipway.portal.kit.Icon;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The button that opens the choice of columns, with a search over all keys. A choice takes effect at once. */
final class ColumnPicker extends Div {

    private static final long serialVersionUID = 1L;

    private static final int MOST_OF_A_KIND = 40;

    private final TextField search = new TextField();
    private final Div keys = new Div();
    private final Consumer<List<String>> choose;
    private transient RunColumns known = new RunColumns(List.of(), List.of(), List.of());
    private transient ColumnChoice choice = new ColumnChoice(List.of(), List.of());

    /** @param choose gets the columns as they stand in the address, none for the usual ones */
    ColumnPicker(Consumer<List<String>> choose) {
        this.choose = choose;
        var button = Buttons.plain(Icon.COLUMNS, getTranslation("experiments.columns"), click -> {});
        var popover = new Popover(content());
        popover.setTarget(button);
        popover.setRole("dialog");
        popover.setAriaLabel(getTranslation("experiments.columns.choose"));
        popover.setAutofocus(true);
        add(button, popover);
    }

    private Div content() {
        search.setAriaLabel(getTranslation("experiments.columns.search"));
        search.setPlaceholder(getTranslation("experiments.columns.search"));
        search.setPrefixComponent(Icon.SEARCH.create());
        search.setValueChangeMode(ValueChangeMode.TIMEOUT);
        search.addValueChangeListener(event -> showKeys());
        search.setWidthFull();
        keys.addClassName("sw-picker-keys");
        keys.getElement()
                .setAttribute("tabindex", "0")
                .setAttribute("role", "region")
                .setAttribute("aria-label", getTranslation("experiments.columns.keys"));
        var usual = Buttons.quiet(getTranslation("experiments.columns.usual"), click -> choose.accept(List.of()));
        var content = new Div(search, keys, usual);
        content.addClassName("sw-picker");
        return content;
    }

    void show(RunColumns allKnown, ColumnChoice shown) {
        if (allKnown.equals(known) && shown.equals(choice)) {
            return;
        }
        known = allKnown;
        choice = shown;
        showKeys();
    }

    private void showKeys() {
        keys.removeAll();
        for (var kind : Kind.values()) {
            showKind(kind);
        }
        if (keys.getComponentCount() == 0) {
            keys.add(new Paragraph(getTranslation("experiments.columns.none", search.getValue())));
        }
    }

    private void showKind(Kind kind) {
        var all = ColumnChoice.all(kind, known);
        var wanted = search.getValue().toLowerCase(Locale.ROOT);
        var found = all.stream()
                .filter(key -> key.toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
        if (found.isEmpty()) {
            return;
        }
        keys.add(head(kind, all.size()));
        found.stream()
                .limit(MOST_OF_A_KIND)
                .map(key -> box(new RunColumn(kind, key)))
                .forEach(keys::add);
        if (found.size() > MOST_OF_A_KIND) {
            keys.add(new Paragraph(getTranslation("experiments.columns.more", found.size() - MOST_OF_A_KIND)));
        }
    }

    private H3 head(Kind kind, int all) {
        var count = new Span(
                getTranslation("experiments.columns.of", choice.of(kind).size(), all));
        count.addClassName("sw-t3");
        return new H3(new Span(getTranslation("enum.RunColumn.Kind." + kind.name()) + " "), count);
    }

    private Checkbox box(RunColumn column) {
        var box = new Checkbox(name(column), choice.shown().contains(column));
        box.addValueChangeListener(event -> toggle(column, event.getValue()));
        return box;
    }

    private String name(RunColumn column) {
        return column.kind() == Kind.RUN ? getTranslation("experiments.fact." + column.key()) : column.key();
    }

    private void toggle(RunColumn column, boolean wanted) {
        var columns = new ArrayList<>(choice.shown());
        columns.remove(column);
        if (wanted) {
            columns.add(column);
        }
        choose.accept(columns.stream().map(RunColumn::text).toList());
    }
}
