package dev.slipway.portal.admin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.experiments.Experiments;
import dev.slipway.experiments.Experiments.ExperimentFilter;
import dev.slipway.experiments.Models;
import dev.slipway.experiments.Models.ModelFilter;
import dev.slipway.kernel.PageQuery;
import dev.slipway.kernel.Problem;
import dev.slipway.portal.kit.Buttons;
import dev.slipway.portal.kit.EmptyState;
import dev.slipway.portal.kit.EnterKey;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Live;
import dev.slipway.portal.kit.Note;
import dev.slipway.portal.kit.Panel;
import dev.slipway.portal.kit.Table;
import dev.slipway.portal.kit.Toasts;
import dev.slipway.portal.kit.Tone;
import dev.slipway.security.TeamId;
import dev.slipway.security.Teams;
import dev.slipway.security.Teams.NameRule;
import dev.slipway.security.Teams.TeamRow;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** By which rules things belong to teams, and what belongs to none: a gap that only admins see. */
final class OwnershipPanel extends Composite<Div> {

    private static final long serialVersionUID = 1L;

    private static final PageQuery MOST = PageQuery.first(PageQuery.MAX_LIMIT);

    private final transient Teams teams;
    private final transient Experiments experiments;
    private final transient Models models;
    private final Panel gap = new Panel(getTranslation("admin.gap"));
    private final Panel rules = new Panel(getTranslation("admin.rules"));
    private final TextField pattern = new TextField();
    private final ComboBox<TeamRow> team = new ComboBox<>();
    private transient List<TeamRow> all = List.of();
    private transient List<Thing> shown = List.of();

    OwnershipPanel(Teams teams, Experiments experiments, Models models) {
        this.teams = teams;
        this.experiments = experiments;
        this.models = models;
        getContent().addClassName("sw-stack");
        getContent().add(gap, rules);
        refresh();
        Live.refresh(this, this::refreshGapIfChanged);
    }

    private void refresh() {
        all = teams.mine();
        shown = unowned();
        gap.content(gap(shown));
        rules.content(rules(teams.rules()));
    }

    /** The index learns of a new owner a moment after it was chosen. */
    private void refreshGapIfChanged() {
        var now = unowned();
        if (!now.equals(shown)) {
            shown = now;
            gap.content(gap(now));
        }
    }

    private List<Thing> unowned() {
        if (experiments.unowned() + models.unowned() == 0) {
            return List.of();
        }
        var ofExperiments = experiments.find(ExperimentFilter.ALL, MOST, Experiments.Sort.NAME).items().stream()
                .filter(row -> row.team() == null)
                .map(row -> new Thing("experiment", row.name()));
        var ofModels = models.find(ModelFilter.ALL, MOST, Models.Sort.NAME).items().stream()
                .filter(row -> row.team() == null)
                .map(row -> new Thing("model", row.name()));
        return Stream.concat(ofExperiments, ofModels).toList();
    }

    private Component gap(List<Thing> unowned) {
        if (unowned.isEmpty()) {
            return new EmptyState(
                            Icon.CHECK_CIRCLE, getTranslation("admin.gap.none"), getTranslation("admin.gap.none.words"))
                    .tone(Tone.GOOD);
        }
        var note = new Note(Tone.WARN, Icon.WARNING, getTranslation("admin.gap.words", unowned.size()));
        var around = new Div(note);
        around.addClassName("sw-pad");
        var table = new Table(getTranslation("admin.gap"))
                .column(getTranslation("admin.gap.kind"))
                .column(getTranslation("admin.gap.name"))
                .column(getTranslation("admin.gap.team"));
        unowned.forEach(thing -> table.row(new Span(kind(thing)), new Span(thing.name()), assign(thing)));
        return new Div(around, table);
    }

    private String kind(Thing thing) {
        return getTranslation("admin.kind." + thing.kind());
    }

    private ComboBox<TeamRow> assign(Thing thing) {
        var choice = teamChoice();
        choice.setAriaLabel(getTranslation("admin.gap.assign", kind(thing), thing.name()));
        choice.setPlaceholder(getTranslation("admin.gap.choose"));
        choice.addValueChangeListener(change -> assign(thing, change.getValue().id()));
        return choice;
    }

    /** The choice stands until the index has it and the row goes. */
    private void assign(Thing thing, TeamId owner) {
        try {
            teams.assign(thing.kind(), thing.name(), owner);
        } catch (Problem problem) {
            Toasts.refused(problem);
        }
    }

    private ComboBox<TeamRow> teamChoice() {
        var choice = new ComboBox<TeamRow>();
        choice.setItems(all);
        choice.setItemLabelGenerator(TeamRow::name);
        return choice;
    }

    private Component rules(List<NameRule> list) {
        Map<TeamId, String> names = all.stream().collect(Collectors.toMap(TeamRow::id, TeamRow::name));
        var table = new Table(getTranslation("admin.rules"))
                .column(getTranslation("admin.rules.position"))
                .column(getTranslation("admin.rules.pattern"))
                .column(getTranslation("admin.gap.team"))
                .column(getTranslation("admin.actions"));
        list.forEach(rule -> table.row(
                new Span(String.valueOf(rule.position())),
                mono(rule.pattern()),
                new Span(names.getOrDefault(rule.team(), "—")),
                remove(rule)));
        return new Div(explained(), table, newRule());
    }

    private Div explained() {
        var words = new Div(getTranslation("admin.rules.words"));
        words.addClassNames("sw-pad", "sw-t2");
        return words;
    }

    private Button remove(NameRule rule) {
        var button = Buttons.quiet(
                getTranslation("admin.rules.remove"), click -> done(() -> teams.removeRule(rule.position())));
        button.addThemeNames("small");
        button.setAriaLabel(getTranslation("admin.rules.remove.of", rule.pattern()));
        return button;
    }

    private Div newRule() {
        pattern.clear();
        pattern.setAriaLabel(getTranslation("admin.rules.pattern"));
        pattern.setPlaceholder("fraud-*");
        pattern.addClassName("sw-code");
        team.setItems(all);
        team.setItemLabelGenerator(TeamRow::name);
        team.setAriaLabel(getTranslation("admin.gap.team"));
        team.setPlaceholder(getTranslation("admin.gap.choose"));
        var line = new Div(
                pattern,
                team,
                EnterKey.presses(
                        Buttons.plain(Icon.PLUS, getTranslation("admin.rules.add"), click -> addRule()), pattern));
        line.addClassNames("sw-row", "wrap", "sw-pad");
        return line;
    }

    private void addRule() {
        var chosen = team.getValue();
        team.setInvalid(chosen == null);
        if (chosen == null) {
            team.setErrorMessage(getTranslation("admin.gap.choose"));
            return;
        }
        done(() -> teams.addRule(pattern.getValue(), chosen.id()));
    }

    private void done(Runnable change) {
        try {
            change.run();
            refresh();
        } catch (Problem problem) {
            Toasts.refused(problem);
        }
    }

    private static Span mono(String text) {
        var span = new Span(text);
        span.addClassName("sw-mono");
        return span;
    }

    private record Thing(String kind, String name) {}
}
