package dev.slipway.portal.experiments;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.dom.DomEvent;
import com.vaadin.flow.dom.Element;
import dev.slipway.experiments.InvalidFilter;
import dev.slipway.portal.experiments.FilterCompletion.Suggestion;
import dev.slipway.portal.kit.Icon;
import java.util.List;
import java.util.function.Consumer;

/**
 * One field for MLflow's filter text. What could follow is offered below while one types: arrows choose, Enter takes, Esc
 * closes. Enter without a choice, or leaving the field, applies the text. An error is told below, with its place.
 */
final class FilterField extends Div {

    private static final long serialVersionUID = 1L;

    private static final String VALUE = "element.value";
    private static final String CARET = "element.inputElement.selectionStart";
    private static final String KEY = "event.key";
    /** Keys that are ours while the list is open; the browser shall not move the caret then. */
    private static final String OURS = "(event.key==='Enter')||(event.key==='ArrowDown'&&(event.preventDefault(),true))"
            + "||(element.hasAttribute('data-open')&&(event.key==='ArrowUp'||event.key==='Escape')"
            + "&&(event.preventDefault(),event.stopPropagation(),true))";

    private final TextField field = new TextField();
    private final Span result = new Span();
    private final Div list = new Div();
    private final Div error = new Div();
    private final String listId;
    private final Consumer<String> apply;
    private transient FilterCompletion completion;
    private transient List<Suggestion> offered = List.of();
    private String text = "";
    private int caret;
    private int active = -1;

    /** @param apply gets the text to filter by; refuses with {@link #refuse} */
    FilterField(String id, FilterCompletion completion, Consumer<String> apply) {
        this.listId = id + "-options";
        this.completion = completion;
        this.apply = apply;
        addClassName("sw-filterbox");
        field.setId(id);
        buildField();
        list.addClassName("sw-suggest");
        list.setId(listId);
        list.getElement()
                .setAttribute("role", "listbox")
                .setAttribute("aria-label", getTranslation("experiments.filter.options"));
        list.setVisible(false);
        error.addClassName("sw-filter-error");
        error.getElement().setAttribute("role", "alert");
        error.setVisible(false);
        add(field, list, error);
    }

    private void buildField() {
        field.addClassName("sw-code");
        field.setAriaLabel(getTranslation("experiments.filter.label"));
        field.setPlaceholder(getTranslation("experiments.filter.placeholder"));
        field.setPrefixComponent(Icon.FILTER.create());
        result.addClassName("sw-filter-result");
        result.getElement().setAttribute("role", "status");
        field.setSuffixComponent(result);
        field.setValueChangeMode(ValueChangeMode.EAGER);
        field.getElement()
                .addEventListener("input", this::typed)
                .addEventData(VALUE)
                .addEventData(CARET);
        field.getElement()
                .addEventListener("keydown", this::pressed)
                .setFilter(OURS)
                .addEventData(KEY)
                .addEventData(VALUE)
                .addEventData(CARET);
        field.addBlurListener(event -> left());
    }

    void completeWith(FilterCompletion newCompletion) {
        completion = newCompletion;
    }

    /** Shows a text that applies. */
    void show(String applied) {
        text = applied;
        field.setValue(applied);
        accept();
    }

    /** How many runs in what time. */
    void result(String sentence) {
        result.setText(sentence);
    }

    /** Marks the offending character and says what would be right. */
    void refuse(String refused, InvalidFilter problem) {
        text = refused;
        field.setValue(refused);
        result("");
        field.setInvalid(true);
        error.removeAll();
        var sentence = new Div(Icon.WARNING.createSmall(), new Span(problem.getMessage()));
        sentence.addClassName("sw-row");
        error.add(marked(refused, problem.position()), sentence);
        error.setVisible(true);
    }

    private static Div marked(String refused, int position) {
        var at = Math.clamp(position, 0, refused.length());
        var end = Math.min(at + 1, refused.length());
        var line = new Div();
        line.addClassNames("sw-mono", "sw-cut");
        line.getElement().setAttribute("aria-hidden", "true");
        line.getElement()
                .appendChild(
                        Element.createText(refused.substring(Math.max(0, at - 60), at)),
                        new Element("mark").setText(at == end ? "\u00a0" : refused.substring(at, end)),
                        Element.createText(refused.substring(end)));
        return line;
    }

    private void accept() {
        field.setInvalid(false);
        error.setVisible(false);
    }

    private void typed(DomEvent event) {
        read(event);
        offer();
    }

    private void read(DomEvent event) {
        text = event.getEventData().path(VALUE).asString("");
        caret = event.getEventData().path(CARET).asInt(text.length());
    }

    private void pressed(DomEvent event) {
        read(event);
        switch (event.getEventData().path(KEY).asString("")) {
            case "ArrowDown" -> down();
            case "ArrowUp" -> choose(active <= 0 ? offered.size() - 1 : active - 1);
            case "Escape" -> close();
            default -> enter();
        }
    }

    private void down() {
        if (offered.isEmpty()) {
            offer();
        }
        choose(active + 1 >= offered.size() ? 0 : active + 1);
    }

    private void enter() {
        if (active >= 0) {
            take(offered.get(active));
            return;
        }
        close();
        apply.accept(text.strip());
    }

    private void left() {
        close();
        apply.accept(field.getValue().strip());
    }

    private void offer() {
        offered = completion.at(text, caret);
        active = -1;
        list.removeAll();
        for (var i = 0; i < offered.size(); i++) {
            list.add(option(i));
        }
        open(!offered.isEmpty());
    }

    private Div option(int index) {
        var suggestion = offered.get(index);
        var option = new Div(new Span(suggestion.label()));
        option.setId(listId + "-" + index);
        option.getElement().setAttribute("role", "option").setAttribute("aria-selected", "false");
        option.getElement()
                .addEventListener("mousedown", event -> take(suggestion))
                .preventDefault();
        return option;
    }

    private void choose(int index) {
        if (offered.isEmpty()) {
            return;
        }
        active = index;
        for (var i = 0; i < offered.size(); i++) {
            list.getComponentAt(i).getElement().setAttribute("aria-selected", String.valueOf(i == index));
        }
        field.getElement()
                .executeJs("this.inputElement.setAttribute('aria-activedescendant', $0)", listId + "-" + index);
        list.getComponentAt(index).scrollIntoView();
    }

    private void take(Suggestion suggestion) {
        text = suggestion.applied(text, caret);
        caret = suggestion.caret();
        field.setValue(text);
        field.getElement()
                .executeJs("this.inputElement.value = $0; this.inputElement.setSelectionRange($1, $1)", text, caret);
        offer();
    }

    private void close() {
        offered = List.of();
        active = -1;
        open(false);
    }

    private void open(boolean opened) {
        list.setVisible(opened);
        field.getElement().setAttribute("data-open", opened);
        field.getElement()
                .executeJs(
                        "this.inputElement.setAttribute('aria-expanded', $0); this.inputElement.removeAttribute('aria-activedescendant')",
                        String.valueOf(opened));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        field.getElement().executeJs("""
                const i = this.inputElement; i.setAttribute('role', 'combobox'); i.setAttribute('aria-autocomplete', 'list');
                i.setAttribute('aria-expanded', 'false'); i.setAttribute('aria-controls', $0); i.spellcheck = false;
                i.setAttribute('autocapitalize', 'off')""", listId);
    }
}
