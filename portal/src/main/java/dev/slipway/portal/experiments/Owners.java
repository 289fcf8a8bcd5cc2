package dev.slipway.portal.experiments;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.i18n.I18NProvider;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Pill;
import dev.slipway.portal.kit.Tone;
import dev.slipway.security.TeamId;
import dev.slipway.security.Teams;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whose a thing is, in words. What belongs to no team is a gap, and only those who can close it see it. */
@Component
class Owners {

    private final Teams teams;

    Owners(Teams teams) {
        this.teams = teams;
    }

    Map<TeamId, String> names(Set<TeamId> ids) {
        return teams.names(ids);
    }

    com.vaadin.flow.component.Component fact(@Nullable TeamId team) {
        if (team == null) {
            return gap();
        }
        var name = new Span(names(Set.of(team)).getOrDefault(team, "—"));
        name.addClassName("sw-b");
        return new Span(new Span(I18NProvider.translate("experiments.owner") + " "), name);
    }

    static Pill gap() {
        var pill = new Pill(Tone.WARN, Icon.WARNING, I18NProvider.translate("experiments.owner.none"));
        pill.setTitle(I18NProvider.translate("experiments.owner.none.why"));
        return pill;
    }
}
