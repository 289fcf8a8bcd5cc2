package dev.slipway.portal.admin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.experiments.Experiments;
import dev.slipway.experiments.Models;
import dev.slipway.portal.kit.Page;
import dev.slipway.portal.kit.TabLinks;
import dev.slipway.security.Actors;
import dev.slipway.security.Teams;
import dev.slipway.security.Users;
import jakarta.annotation.security.RolesAllowed;
import java.util.Arrays;
import java.util.Locale;

/** Who is here, what they may do, and whose things are whose. */
@Route(AdminLinks.PEOPLE)
@PageTitle("Team and access · Slipway")
@RolesAllowed("MANAGE_USERS")
class PeopleView extends Page implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient Users users;
    private final transient Teams teams;
    private final transient Actors actors;
    private final transient Experiments experiments;
    private final transient Models models;

    PeopleView(Users users, Teams teams, Actors actors, Experiments experiments, Models models) {
        this.users = users;
        this.teams = teams;
        this.actors = actors;
        this.experiments = experiments;
        this.models = models;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var part = Part.of(event.getLocation()
                .getQueryParameters()
                .getSingleParameter("part")
                .orElse(""));
        clearContent();
        title(getTranslation("admin.people"));
        lead(getTranslation("admin.people.lead"));
        add(tabs(part), content(part));
    }

    private TabLinks tabs(Part current) {
        var tabs = new TabLinks();
        for (var part : Part.values()) {
            var name = getTranslation("enum.Part." + part.name());
            var gap = part == Part.OWNERSHIP ? experiments.unowned() + models.unowned() : 0;
            if (gap > 0) {
                tabs.tab(name, part.address(), part == current, gap);
            } else {
                tabs.tab(name, part.address(), part == current);
            }
        }
        return tabs;
    }

    private Component content(Part part) {
        return switch (part) {
            case PEOPLE -> new UsersPanel(users, teams, actors);
            case TEAMS -> new TeamsPanel(teams);
            case OWNERSHIP -> new OwnershipPanel(teams, experiments, models);
            case ROLES -> new RoleMatrix();
        };
    }

    enum Part {
        PEOPLE,
        TEAMS,
        OWNERSHIP,
        ROLES;

        static Part of(String name) {
            return Arrays.stream(values())
                    .filter(part -> part.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElse(PEOPLE);
        }

        String address() {
            return AdminLinks.PEOPLE + "?part=" + name().toLowerCase(Locale.ROOT);
        }
    }
}
