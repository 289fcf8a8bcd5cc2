package dev.slipway.portal.experiments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.i18n.I18NProvider;
import dev.slipway.experiments.Models.VersionRow;
import dev.slipway.experiments.Runs.RunInput;
import dev.slipway.experiments.Runs.RunRow;
import dev.slipway.portal.kit.Panel;
import dev.slipway.portal.kit.Texts;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The side column of a run: its results beside the champion's, parameters, tags, data. */
final class RunFacts {

    private static final String MLFLOWS = "mlflow.";

    private RunFacts() {}

    /** @param champion empty where there is none to compare with, or it is this run */
    static Panel results(RunRow run, Optional<VersionRow> champion) {
        var list = list();
        MetricOrder.sorted(run.metrics().keySet()).forEach(key -> entry(list, key, result(run, key, champion)));
        var panel = new Panel(
                        translated("experiments.run.results"),
                        orNone(list, run.metrics(), "experiments.run.results.none"))
                .padded();
        champion.ifPresent(version -> panel.footer(new Span(
                translated("experiments.run.results.champion", version.ref().toString()))));
        return panel;
    }

    private static Component result(RunRow run, String key, Optional<VersionRow> champion) {
        var value = run.metrics().getOrDefault(key, Double.NaN);
        var base = champion.map(VersionRow::metrics).map(metrics -> metrics.get(key));
        var number = new Span(Texts.number(value));
        number.setTitle(Texts.exact(value));
        var line = new Span(number);
        base.ifPresent(against -> line.add(new Span(" "), new Delta(key, value, against)));
        return line;
    }

    /** @param champion the parameters of the champion's run */
    static Panel parameters(RunRow run, Optional<RunRow> champion) {
        var list = list();
        new TreeMap<>(run.params()).forEach((key, value) -> {
            var text = new Span(value);
            text.addClassName(champion.isPresent() && differs(key, value, champion.get()) ? "sw-b" : "sw-plain");
            entry(list, key, text);
        });
        var panel = new Panel(
                        translated("experiments.run.params"), orNone(list, run.params(), "experiments.run.params.none"))
                .padded();
        return panel.end(fact(run, champion));
    }

    private static Span fact(RunRow run, Optional<RunRow> champion) {
        var all = run.params().size();
        var differing = champion.map(other -> run.params().entrySet().stream()
                .filter(entry -> differs(entry.getKey(), entry.getValue(), other))
                .count());
        var fact = new Span(differing
                .map(count -> translated("experiments.run.params.differ", count, all))
                .orElseGet(() -> String.valueOf(all)));
        fact.addClassName("sw-t3");
        return fact;
    }

    private static boolean differs(String key, String value, RunRow other) {
        return !Objects.equals(value, other.params().get(key));
    }

    /** Those of people; MLflow's own say nothing that does not stand elsewhere on the page. */
    static Panel tags(RunRow run) {
        var box = new Div();
        box.addClassNames("sw-row", "wrap");
        new TreeMap<>(run.tags()).forEach((key, value) -> {
            if (!key.startsWith(MLFLOWS)) {
                var tag = new Span(key + ": " + value);
                tag.addClassNames("sw-tag", "sw-cut");
                tag.setTitle(key + ": " + value);
                box.add(tag);
            }
        });
        if (box.getComponentCount() == 0) {
            box.add(quiet("experiments.run.tags.none"));
        }
        return new Panel(translated("experiments.run.tags"), box).padded();
    }

    static Panel data(List<RunInput> inputs) {
        var list = list();
        inputs.forEach(input -> {
            var what = new Span(new Span(input.context().isBlank() ? input.sourceType() : input.context()));
            what.addClassName("sw-t2");
            what.setTitle(translated("experiments.run.data.digest", input.digest()));
            entry(list, input.name(), what);
        });
        return new Panel(
                        translated("experiments.run.data"),
                        inputs.isEmpty() ? quiet("experiments.run.data.none") : list)
                .padded();
    }

    private static DescriptionList list() {
        var list = new DescriptionList();
        list.addClassName("sw-kv");
        return list;
    }

    private static void entry(DescriptionList list, String key, Component value) {
        var term = new DescriptionList.Term(key);
        term.addClassNames("sw-mono", "sw-cut");
        term.setTitle(key);
        list.add(term, new DescriptionList.Description(value));
    }

    private static Component orNone(DescriptionList list, Map<String, ?> content, String none) {
        return content.isEmpty() ? quiet(none) : list;
    }

    private static Span quiet(String key) {
        var text = new Span(translated(key));
        text.addClassName("sw-t2");
        return text;
    }

    private static String translated(String key, Object... parameters) {
        return I18NProvider.translate(key, parameters);
    }
}
