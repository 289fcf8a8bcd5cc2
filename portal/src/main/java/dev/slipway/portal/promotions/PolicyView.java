package dev.slipway.portal.promotions;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.deployments.promotion.Policies;
import dev.slipway.deployments.promotion.Policies.PolicyRow;
import dev.slipway.deployments.promotion.Stages;
import dev.slipway.experiments.Models;
import dev.slipway.experiments.Models.ModelFilter;
import dev.slipway.experiments.Models.ModelRow;
import dev.slipway.experiments.Models.Sort;
import dev.slipway.experiments.VersionRef;
import dev.slipway.kernel.PageQuery;
import dev.slipway.kernel.Problem;
import dev.slipway.portal.kit.Buttons;
import dev.slipway.portal.kit.Crumb;
import dev.slipway.portal.kit.HasCrumbs;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Later;
import dev.slipway.portal.kit.Note;
import dev.slipway.portal.kit.Page;
import dev.slipway.portal.kit.Panel;
import dev.slipway.portal.kit.Paths;
import dev.slipway.portal.kit.Pill;
import dev.slipway.portal.kit.Toasts;
import dev.slipway.portal.kit.Tone;
import dev.slipway.portal.kit.When;
import dev.slipway.portal.kit.WhyOff;
import dev.slipway.security.Actors;
import dev.slipway.security.Permission;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Route(PromotionsLinks.POLICY)
@RolesAllowed("READ")
class PolicyView extends Page implements BeforeEnterObserver, HasDynamicTitle, HasCrumbs {

    private static final long serialVersionUID = 1L;

    private final transient Policies policies;
    private final transient Stages stages;
    private final transient Models models;
    private final transient Actors actors;

    private final TextArea text = new TextArea();
    private final Div wrong = new Div();
    private final Div findings = new Div();
    private final ComboBox<String> model = new ComboBox<>();
    private final ComboBox<String> version = new ComboBox<>();
    private final Select<String> stage = new Select<>();
    private String name = "";

    PolicyView(Policies policies, Stages stages, Models models, Actors actors) {
        this.policies = policies;
        this.stages = stages;
        this.models = models;
        this.actors = actors;
    }

    @Override
    public String getPageTitle() {
        return getTranslation("policies.policy", name);
    }

    @Override
    public List<Crumb> crumbs() {
        return List.of(new Crumb(getTranslation("policies.title"), PromotionsLinks.policies()), Crumb.here(name));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        name = Paths.parameter(event.getRouteParameters(), "policy");
        title(getTranslation("policies.policy", name));
        clearContent();
        attempt(() -> show(policies.get(name)));
    }

    private void show(PolicyRow policy) {
        head(policy);
        clearContent();
        text.setValue(policy.yaml());
        var columns = new Div(stack(editor(), tryOut()), stack(sentences(policy)));
        columns.addClassNames("sw-cols", "main-side");
        add(columns);
    }

    private static Div stack(Component... panels) {
        var stack = new Div(panels);
        stack.addClassName("sw-stack");
        return stack;
    }

    private void head(PolicyRow policy) {
        var number = new Span(getTranslation("policies.version", policy.version()));
        number.addClassName("sw-ver");
        title(getTranslation("policies.policy", policy.name()), number);
        meta(new Span(new Span(getTranslation("policies.saved_by", policy.savedBy())), new When(policy.savedAt())));
    }

    private Panel editor() {
        text.addClassName("sw-yaml");
        text.setLabel(getTranslation("policies.text"));
        text.setWidthFull();
        text.setMinHeight("360px");
        text.getElement().setAttribute("spellcheck", "false");
        wrong.removeAll();
        var save = Buttons.primary(Icon.CHECK, getTranslation("policies.save"), click -> save());
        var body = new Div(text, wrong, save);
        body.addClassName("sw-form");
        if (!actors.current().holds(Permission.EDIT_POLICIES)) {
            text.setReadOnly(true);
            save.setEnabled(false);
            body.add(new WhyOff(getTranslation("policies.why_off")));
        }
        return new Panel(getTranslation("policies.editor"), body).padded();
    }

    private void save() {
        wrong.removeAll();
        text.setInvalid(false);
        try {
            var saved = policies.save(text.getValue());
            Toasts.say(getTranslation("policies.saved", saved.name(), saved.version()));
            openSaved(saved);
        } catch (Problem problem) {
            refuse(problem);
        }
    }

    /** A text may name another policy than the one it was opened from. */
    private void openSaved(PolicyRow saved) {
        if (saved.name().equals(name)) {
            show(saved);
        } else {
            getUI().ifPresent(ui -> ui.navigate(PromotionsLinks.policy(saved.name())));
        }
    }

    private void refuse(Problem problem) {
        text.setInvalid(true);
        var note = new Note(Tone.CRITICAL, Icon.CRITICAL, problem.getMessage());
        note.getElement().setAttribute("role", "alert");
        wrong.add(note);
    }

    private Panel sentences(PolicyRow policy) {
        var list = new UnorderedList();
        list.addClassName("sw-sentences");
        policy.sentences().forEach(sentence -> list.add(new ListItem(sentence)));
        return new Panel(getTranslation("policies.sentences"), list).padded();
    }

    private Panel tryOut() {
        var panel = new Panel(getTranslation("policies.try"));
        model.setLabel(getTranslation("policies.try.model"));
        model.setItems(query -> models
                .find(
                        new ModelFilter(query.getFilter().orElse("")),
                        new PageQuery(query.getOffset(), Math.min(query.getLimit(), PageQuery.MAX_LIMIT)),
                        Sort.NAME)
                .items()
                .stream()
                .map(ModelRow::name));
        version.setLabel(getTranslation("policies.try.version"));
        version.setEnabled(false);
        model.addValueChangeListener(change -> offerVersions(change.getValue()));
        stage.setLabel(getTranslation("policies.try.stage"));
        stage.setItems(stages.all().stream().map(Stages.Stage::name).toList());
        stage.setValue("Production");
        var run = Buttons.plain(Icon.SHIELD, getTranslation("policies.try.run"), click -> tryOn(panel));
        var fields = new Div(model, version, stage, run);
        fields.addClassNames("sw-row", "wrap", "sw-pad", "sw-fields");
        findings.removeAll();
        return panel.content(fields, findings);
    }

    private void offerVersions(@Nullable String chosen) {
        version.setEnabled(chosen != null);
        if (chosen == null) {
            version.setItems();
            return;
        }
        var numbers = models.versions(chosen, PageQuery.first(PageQuery.MAX_LIMIT)).items().stream()
                .map(row -> row.ref().version())
                .toList();
        version.setItems(numbers);
        numbers.stream().findFirst().ifPresent(version::setValue);
    }

    private void tryOn(Panel panel) {
        findings.removeAll();
        if (model.isEmpty() || version.isEmpty()) {
            model.setInvalid(model.isEmpty());
            model.setErrorMessage(getTranslation("policies.try.missing"));
            return;
        }
        var ref = new VersionRef(model.getValue(), version.getValue());
        var target = stage.getValue();
        findings.add(Later.of(() -> policies.dryRun(name, ref, target), gates -> {
            var summary = GateSummary.of(gates);
            panel.end(new Pill(summary.tone(), summary.words().in(this)));
            return new GateTable(gates);
        }));
    }
}
