package dev.slipway.portal.promotions;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.deployments.promotion.Policies;
import dev.slipway.deployments.promotion.Policies.PolicyProblem;
import dev.slipway.deployments.promotion.Policies.PolicyRow;
import dev.slipway.portal.kit.EmptyState;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Note;
import dev.slipway.portal.kit.Page;
import dev.slipway.portal.kit.Panel;
import dev.slipway.portal.kit.Tone;
import dev.slipway.portal.kit.When;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;

@Route(PromotionsLinks.POLICIES)
@RolesAllowed("READ")
class PoliciesView extends Page implements BeforeEnterObserver, HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient Policies policies;

    PoliciesView(Policies policies) {
        this.policies = policies;
        title(getTranslation("policies.title"));
        lead(getTranslation("policies.lead"));
    }

    @Override
    public String getPageTitle() {
        return getTranslation("policies.title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        clearContent();
        policies.problems().forEach(problem -> add(problem(problem)));
        var all = policies.all();
        add(all.isEmpty() ? empty() : list(all));
    }

    private Component problem(PolicyProblem problem) {
        var note = new Note(
                Tone.WARN, Icon.WARNING, getTranslation("policies.problem", problem.file(), problem.message()));
        note.addClassName("sw-below");
        return note;
    }

    private Component empty() {
        return new EmptyState(
                Icon.SHIELD, getTranslation("policies.empty.line"), getTranslation("policies.empty.sentence"));
    }

    private Component list(List<PolicyRow> all) {
        var list = new Div();
        list.addClassName("sw-stack");
        all.forEach(policy -> list.add(panel(policy)));
        return list;
    }

    private Panel panel(PolicyRow policy) {
        var sentences = new UnorderedList();
        sentences.addClassName("sw-sentences");
        policy.sentences().forEach(sentence -> sentences.add(new ListItem(sentence)));
        var version = new Span(getTranslation("policies.version", policy.version()));
        version.addClassName("sw-ver");
        var saved = new Span(
                new Span(getTranslation("policies.saved_by", policy.savedBy()) + " "), new When(policy.savedAt()));
        saved.addClassNames("sw-s", "sw-t2");
        return new Panel(policy.name(), sentences)
                .padded()
                .end(
                        saved,
                        version,
                        new Anchor(
                                PromotionsLinks.policy(policy.name()), getTranslation("policies.open", policy.name())));
    }
}
