package dev.slipway.portal.experiments;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.server.Command;
import dev.slipway.portal.kit.Icon;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Buttons for common conditions. They edit the text of the filter, so that it can be read, changed and sent on; but for the
 * one that MLflow's filter has no word for.
 */
final class FilterChips extends Div {

    private static final long serialVersionUID = 1L;

    private static final String FINISHED = "attributes.status = 'FINISHED'";
    private static final String FAILED = "attributes.status = 'FAILED'";
    private static final Pattern LATELY = Pattern.compile("(?:attributes\\.)?start_time\\s*>=?\\s*\\d+");

    private final Clock clock;
    private final Consumer<String> apply;
    private final Consumer<Boolean> onlyRegistered;

    FilterChips(Clock clock, Consumer<String> apply, Consumer<Boolean> onlyRegistered) {
        this.clock = clock;
        this.apply = apply;
        this.onlyRegistered = onlyRegistered;
        addClassNames("sw-row", "wrap");
        getElement().setAttribute("role", "group").setAttribute("aria-label", getTranslation("experiments.chips"));
    }

    /**
     * @param anyRegistered whether a run of the experiment became a version
     * @param values of the parameters that split the runs into few heaps
     */
    void show(RunsState state, boolean anyRegistered, Map<String, List<String>> values) {
        removeAll();
        var text = FilterText.of(state.filter());
        either(text, getTranslation("experiments.chip.finished"), FINISHED, FAILED);
        either(text, getTranslation("experiments.chip.failed"), FAILED, FINISHED);
        lately(text);
        if (anyRegistered || state.registered()) {
            chip(
                    getTranslation("experiments.chip.registered"),
                    state.registered(),
                    () -> onlyRegistered.accept(!state.registered()));
        }
        values.forEach((param, some) ->
                some.stream().filter(FilterCompletion::isQuotable).forEach(value -> value(text, param, value, some)));
    }

    private void either(FilterText text, String name, String condition, String other) {
        chip(
                name,
                text.has(condition),
                () -> text.has(condition)
                        ? text.without(condition)
                        : text.without(other).with(condition));
    }

    private void lately(FilterText text) {
        chip(
                getTranslation("experiments.chip.lately"),
                text.has(LATELY),
                () -> text.has(LATELY)
                        ? text.without(LATELY)
                        : text.with("attributes.start_time >= "
                                + clock.instant().minus(Duration.ofHours(24)).toEpochMilli()));
    }

    private void value(FilterText text, String param, String value, List<String> others) {
        var condition = condition(param, value);
        chip(param + ": " + value, text.has(condition), () -> {
            if (text.has(condition)) {
                return text.without(condition);
            }
            var cleared = text;
            for (var other : others) {
                cleared = cleared.without(condition(param, other));
            }
            return cleared.with(condition);
        });
    }

    private static String condition(String param, String value) {
        return RunColumn.param(param).inFilter() + " = " + FilterCompletion.quoted(value);
    }

    private void chip(String name, boolean pressed, Edit edit) {
        chip(name, pressed, () -> apply.accept(edit.edited().text()));
    }

    private void chip(String name, boolean pressed, Command onClick) {
        var label = new Span(name);
        label.addClassName("sw-cut");
        var chip = new NativeButton();
        chip.addClassName("sw-chip");
        chip.setTitle(name);
        chip.add(label);
        chip.getElement().setAttribute("type", "button").setAttribute("aria-pressed", String.valueOf(pressed));
        if (pressed) {
            chip.add(Icon.X.createSmall());
        }
        chip.addClickListener(click -> onClick.execute());
        add(chip);
    }

    @FunctionalInterface
    private interface Edit extends Serializable {
        FilterText edited();
    }
}
