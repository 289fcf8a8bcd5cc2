package dev.slipway.deployments.internal;

import dev.slipway.experiments.Models.VersionRow;
import dev.slipway.security.Actor;
import dev.slipway.security.Actors;
import dev.slipway.security.Permission;
import dev.slipway.security.TeamId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Whose models a policy governs. Who changes it has the right in each of their teams: none rules over another's models. */
@Component
public class PolicyReach {

    private final VersionFacts facts;
    private final PolicyShelf shelf;
    private final Actors actors;

    PolicyReach(VersionFacts facts, PolicyShelf shelf, Actors actors) {
        this.facts = facts;
        this.shelf = shelf;
        this.actors = actors;
    }

    /**
     * @throws dev.slipway.security.Forbidden if the text, or the version it takes the place of, is about models of a team
     *     where the actor may not change policies
     * @throws dev.slipway.deployments.promotion.InvalidPolicy with line and column
     */
    public void requireEverywhere(String yaml, Actor actor) {
        var wanted = shelf.parse(yaml);
        var concerned = Stream.concat(Stream.of(wanted), shelf.inForce(wanted.name()).stream())
                .toList();
        owners().forEach((model, team) -> {
            if (concerned.stream().anyMatch(policy -> policy.isAbout(model))) {
                actor.require(Permission.EDIT_POLICIES, team, "Model " + model + ", which this policy governs,");
            }
        });
    }

    private Map<String, TeamId> owners() {
        var owners = new TreeMap<String, TeamId>();
        List<VersionRow> all = actors.asSystem(facts::all);
        all.stream()
                .filter(row -> row.team() != null)
                .forEach(row -> owners.put(row.ref().model(), row.team()));
        return owners;
    }
}
