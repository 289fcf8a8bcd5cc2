package dev.slipway.portal.admin;

import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import dev.slipway.security.Role;
import dev.slipway.security.RoleGrant;
import dev.slipway.security.TeamId;
import dev.slipway.security.Teams.TeamRow;
import dev.slipway.security.Users.Membership;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The roles of one person, team by team, in the teams that the reader administers. */
final class RoleChoice extends Div {

    private static final long serialVersionUID = 1L;

    private final transient Map<TeamId, CheckboxGroup<Role>> choices = new LinkedHashMap<>();

    RoleChoice(List<TeamRow> teams, List<Membership> held) {
        addClassName("sw-form");
        teams.forEach(team -> add(choice(team, held)));
    }

    List<RoleGrant> value() {
        return choices.entrySet().stream()
                .flatMap(choice ->
                        choice.getValue().getValue().stream().map(role -> new RoleGrant(choice.getKey(), role)))
                .toList();
    }

    private CheckboxGroup<Role> choice(TeamRow team, List<Membership> held) {
        var choice = new CheckboxGroup<Role>(team.name());
        choice.addClassName("sw-across");
        choice.setItems(Role.values());
        choice.setItemLabelGenerator(role -> getTranslation("enum.Role." + role.name()));
        choice.setValue(held.stream()
                .filter(membership -> membership.team().equals(team.id()))
                .map(Membership::role)
                .collect(Collectors.toSet()));
        choices.put(team.id(), choice);
        return choice;
    }
}
