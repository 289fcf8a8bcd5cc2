package dev.slipway.portal.promotions;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import dev.slipway.deployments.promotion.GateResult;
import dev.slipway.deployments.promotion.Policies;
import dev.slipway.deployments.promotion.Policies.Preview;
import dev.slipway.deployments.promotion.Promotions;
import dev.slipway.deployments.promotion.Promotions.PromotionRow;
import dev.slipway.deployments.promotion.Promotions.Request;
import dev.slipway.deployments.promotion.Stages;
import dev.slipway.deployments.promotion.Stages.Stage;
import dev.slipway.experiments.Models.VersionRow;
import dev.slipway.kernel.Problem;
import dev.slipway.portal.kit.Buttons;
import dev.slipway.portal.kit.Drafts;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Later;
import dev.slipway.portal.kit.Note;
import dev.slipway.portal.kit.Phrase;
import dev.slipway.portal.kit.Tone;
import dev.slipway.portal.kit.VersionTag;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Asks for a promotion: the stage, the reason, what the gates would say now, and who decides then. */
final class RequestDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    private final transient VersionRow version;
    private final transient Promotions promotions;
    private final transient Policies policies;
    private final transient Consumer<PromotionRow> requested;

    private final Div moved = new Div();
    private final Select<String> stage = new Select<>();
    private final TextArea reason = new TextArea();
    private final Div outlook = new Div();
    private final Div refused = new Div();

    RequestDialog(
            VersionRow version,
            Promotions promotions,
            Policies policies,
            Stages stages,
            Consumer<PromotionRow> requested) {
        this.version = version;
        this.promotions = promotions;
        this.policies = policies;
        this.requested = requested;
        setHeaderTitle(getTranslation("promotions.request.title"));
        setWidth("480px");
        moved.addClassName("sw-row");
        outlook.addClassName("sw-col");
        var form = new Div(moved, stageField(stages.all()), reasonField(), outlook, refused);
        form.addClassName("sw-form");
        add(form);
        getFooter()
                .add(
                        Buttons.quiet(getTranslation("promotions.cancel"), click -> close()),
                        Buttons.primary(Icon.PROMOTE, getTranslation("promotions.request.do"), click -> ask()));
    }

    private Component stageField(List<Stage> stages) {
        var names = stages.stream()
                .map(Stage::name)
                .filter(name -> !name.equals(version.stage()))
                .toList();
        stage.setLabel(getTranslation("promotions.request.stage"));
        stage.setItems(names);
        stage.addValueChangeListener(change -> lookAhead());
        stage.setValue(names.contains("Production") ? "Production" : names.getLast());
        return stage;
    }

    private Component reasonField() {
        reason.setLabel(getTranslation("promotions.request.reason"));
        reason.setHelperText(getTranslation("promotions.request.reason.help"));
        reason.setMinHeight("72px");
        reason.setMaxLength(2_000);
        return Drafts.keep(reason, draft());
    }

    private String draft() {
        return "promotion.request/" + version.ref().model() + "/"
                + version.ref().version();
    }

    private void lookAhead() {
        var target = stage.getValue();
        moved.removeAll();
        moved.add(
                new Span(version.ref().model()),
                VersionTag.ofNew(version.ref().version()),
                Icon.ARROW_RIGHT.createSmall());
        outlook.removeAll();
        outlook.add(Later.of(() -> policies.preview(version.ref(), target), this::outlook));
    }

    private Component outlook(Preview preview) {
        replaced(preview);
        var content = new Div(gates(preview.gates()), next(preview));
        content.addClassName("sw-col");
        return content;
    }

    private void replaced(Preview preview) {
        var replaces = preview.replaces();
        if (replaces == null) {
            moved.add(new Span(getTranslation("promotions.request.first", stage.getValue())));
        } else {
            moved.add(new Span(getTranslation("promotions.request.replaces")), new VersionTag(replaces));
        }
    }

    private Component gates(List<GateResult> gates) {
        var list = new Div();
        list.addClassNames("sw-col", "sw-dry");
        list.getElement().setAttribute("tabindex", "0").setAttribute("role", "list");
        list.getElement().setAttribute("aria-label", getTranslation("promotions.request.gates"));
        gates.forEach(gate -> list.add(gate(gate)));
        return list;
    }

    private Component gate(GateResult gate) {
        var name = new Span(gate.name());
        name.addClassName("sw-m");
        var why = new Span(gate.explanation());
        why.addClassNames("sw-s", "sw-t2");
        var text = new Div(name, why);
        text.addClassNames("sw-grow", "sw-twoline");
        var line = new Div(text, GateLook.pill(this, gate.verdict()));
        line.addClassName("sw-row");
        line.getElement().setAttribute("role", "listitem");
        return line;
    }

    private Component next(Preview preview) {
        var summary = GateSummary.of(preview.gates());
        if (summary.blocking() > 0) {
            return new Note(
                    Tone.WARN, Icon.WARNING, getTranslation("promotions.request.would_fail", summary.blocking()));
        }
        return new Note(Tone.NONE, Icon.INFO, whatFollows(preview).in(this));
    }

    private Phrase whatFollows(Preview preview) {
        var who = preview.required().stream()
                .map(seat -> seat.count() == 1
                        ? getTranslation(
                                "promotions.request.seat." + seat.role().name())
                        : getTranslation(
                                "promotions.request.seats." + seat.role().name(), seat.count()))
                .collect(Collectors.joining(getTranslation("promotions.request.and")));
        return Phrase.of("promotions.request.next", preview.gates().size(), who);
    }

    private void ask() {
        refused.removeAll();
        reason.setInvalid(false);
        if (reason.isEmpty()) {
            wrong(getTranslation("promotions.request.reason.missing"));
            return;
        }
        try {
            var stored = promotions.request(new Request(version.ref(), stage.getValue(), reason.getValue()));
            Drafts.drop(draft());
            close();
            requested.accept(stored.row());
        } catch (Problem problem) {
            refuse(problem);
        }
    }

    private void refuse(Problem problem) {
        if (problem.fields().stream().anyMatch(field -> field.pointer().equals("/reason"))) {
            wrong(problem.getMessage());
            return;
        }
        var note = new Note(Tone.CRITICAL, Icon.CRITICAL, problem.getMessage());
        note.getElement().setAttribute("role", "alert");
        refused.add(note);
        refused.scrollIntoView();
    }

    private void wrong(String message) {
        reason.setErrorMessage(message);
        reason.setInvalid(true);
        reason.focus();
    }
}
