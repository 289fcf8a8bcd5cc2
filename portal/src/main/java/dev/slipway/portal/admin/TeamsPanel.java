package dev.slipway.portal.admin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.kernel.Problem;
import dev.slipway.portal.kit.Buttons;
import dev.slipway.portal.kit.EnterKey;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Panel;
import dev.slipway.portal.kit.Table;
import dev.slipway.portal.kit.Texts;
import dev.slipway.security.Teams;
import dev.slipway.security.Teams.TeamRow;

/** The teams and how many are in each. */
final class TeamsPanel extends Composite<Panel> {

    private static final long serialVersionUID = 1L;

    private final transient Teams teams;
    private final TextField name = new TextField();

    TeamsPanel(Teams teams) {
        this.teams = teams;
        name.setAriaLabel(getTranslation("admin.teams.name"));
        name.setPlaceholder(getTranslation("admin.teams.name"));
        getContent()
                .end(
                        name,
                        EnterKey.presses(
                                Buttons.plain(Icon.PLUS, getTranslation("admin.teams.add"), click -> create()), name));
        refresh();
    }

    @Override
    protected Panel initContent() {
        return new Panel(getTranslation("admin.teams"));
    }

    private void refresh() {
        var table = new Table(getTranslation("admin.teams"))
                .column(getTranslation("admin.teams.name"))
                .numbers(getTranslation("admin.teams.members"))
                .column(getTranslation("admin.teams.who"));
        teams.mine().forEach(team -> table.row(bold(team.name()), new Span(Texts.count(team.members())), who(team)));
        getContent().content(table);
    }

    private void create() {
        name.setInvalid(false);
        try {
            teams.create(name.getValue().trim());
            name.clear();
            refresh();
        } catch (Problem problem) {
            name.setErrorMessage(problem.getMessage());
            name.setInvalid(true);
        }
    }

    private Component who(TeamRow team) {
        try {
            var people = new Div();
            people.addClassNames("sw-row", "wrap");
            teams.members(team.id()).stream()
                    .map(member -> new Span(member.displayName()))
                    .forEach(person -> {
                        person.addClassName("sw-tag");
                        people.add(person);
                    });
            return people;
        } catch (Problem problem) {
            return new Span(getTranslation("admin.teams.not-yours"));
        }
    }

    private static Span bold(String text) {
        var span = new Span(text);
        span.addClassName("sw-b");
        return span;
    }
}
