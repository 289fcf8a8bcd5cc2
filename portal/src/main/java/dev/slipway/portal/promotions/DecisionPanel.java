package dev.slipway.portal.promotions;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import dev.slipway.deployments.promotion.PromotionState;
import dev.slipway.deployments.promotion.Promotions.Decision.Verdict;
import dev.slipway.deployments.promotion.Promotions.DecisionRow;
import dev.slipway.deployments.promotion.Promotions.Options;
import dev.slipway.deployments.promotion.Promotions.PromotionDetails;
import dev.slipway.kernel.Problem;
import dev.slipway.portal.kit.Buttons;
import dev.slipway.portal.kit.Drafts;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Note;
import dev.slipway.portal.kit.Panel;
import dev.slipway.portal.kit.Person;
import dev.slipway.portal.kit.Pill;
import dev.slipway.portal.kit.Tone;
import dev.slipway.portal.kit.When;
import dev.slipway.portal.kit.WhyOff;
import dev.slipway.portal.promotions.SeatWords.OpenSeat;
import java.util.List;
import java.util.function.BiConsumer;

/** Who decided, who still can, and the buttons to do so. What was typed stays while the rest is refreshed. */
final class DecisionPanel extends Panel {

    private static final long serialVersionUID = 1L;

    private static final int SHORT_DIGEST = 12;

    private final TextArea comment = new TextArea();
    private final Div refused = new Div();

    private final transient BiConsumer<Verdict, String> decide;

    private final String draft;

    /** @param draft tells this comment from others', see {@link Drafts} */
    DecisionPanel(String title, String draft, BiConsumer<Verdict, String> decide) {
        super(title);
        this.draft = draft;
        this.decide = decide;
        Drafts.keep(comment, draft);
        comment.setLabel(getTranslation("promotions.decision.comment"));
        comment.setPlaceholder(getTranslation("promotions.decision.comment.placeholder"));
        comment.setMinHeight("64px");
        comment.setMaxLength(2_000);
        comment.setWidthFull();
    }

    void show(PromotionDetails details, List<OpenSeat> open, Options options) {
        var needed = new Span(getTranslation("promotions.decision.needed", SeatWords.needed(details.required())));
        needed.addClassName("sw-t3");
        end(needed);
        var body = new Div(seats(details, open));
        body.addClassName("sw-decide");
        if (details.row().state() == PromotionState.PENDING) {
            body.add(comment, buttons(options), refused);
            var why = options.whyNotDecide();
            if (why != null) {
                body.add(new WhyOff(why));
            }
        }
        body.add(evidence(details));
        content(body);
    }

    /** The comment was used. */
    void decided() {
        Drafts.drop(draft);
    }

    /** Shows why an action was refused, and leaves what was typed. */
    void refuse(Problem problem) {
        refused.removeAll();
        if (problem.fields().stream().anyMatch(field -> field.pointer().equals("/comment"))) {
            comment.setErrorMessage(problem.getMessage());
            comment.setInvalid(true);
            comment.focus();
            return;
        }
        var note = new Note(Tone.CRITICAL, Icon.CRITICAL, problem.getMessage());
        note.getElement().setAttribute("role", "alert");
        refused.add(note);
    }

    private OrderedList seats(PromotionDetails details, List<OpenSeat> open) {
        var list = new OrderedList();
        list.addClassName("sw-appr");
        list.getElement().setAttribute("aria-label", getTranslation("promotions.decision.seats"));
        details.decisions().forEach(decision -> list.add(decided(details, decision)));
        if (details.row().state() == PromotionState.PENDING) {
            open.forEach(seat -> list.add(waiting(seat)));
        }
        if (list.getChildren().findAny().isEmpty()) {
            list.add(new ListItem(new Span(getTranslation("promotions.decision.nobody"))));
        }
        return list;
    }

    private ListItem decided(PromotionDetails details, DecisionRow decision) {
        var approved = decision.verdict() == Verdict.APPROVE;
        var current = decision.evidenceDigest().equals(details.evidenceDigest());
        var as = getTranslation(
                current ? "promotions.decision.as" : "promotions.decision.as_before",
                getTranslation("promotions.role." + decision.seat().name()));
        var word = new Pill(
                approved ? Tone.GOOD : Tone.CRITICAL,
                approved ? Icon.CHECK_CIRCLE : Icon.X_CIRCLE,
                getTranslation(approved ? "promotions.decision.approved" : "promotions.decision.rejected"));
        word.addClassName("plain");
        return new ListItem(
                Person.mark(decision.userName()), who(decision.userName(), as), new When(decision.at()), word);
    }

    private ListItem waiting(OpenSeat seat) {
        var slot = new Span(Icon.USER.create());
        slot.addClassName("sw-slot");
        var word = new Pill(Tone.WAIT, getTranslation("promotions.decision.waits"));
        word.addClassName("plain");
        return new ListItem(
                slot, who(SeatWords.aPerson(seat.role()).in(this), seat.who().in(this)), word);
    }

    private static Div who(String name, String more) {
        var first = new Span(name);
        first.addClassName("sw-m");
        var second = new Span(more);
        second.addClassNames("sw-s", "sw-t2");
        var text = new Div(first, second);
        text.addClassNames("sw-grow", "sw-twoline");
        return text;
    }

    private Div buttons(Options options) {
        var approve = Buttons.primary(
                Icon.CHECK, getTranslation("promotions.decision.approve"), click -> decide(Verdict.APPROVE));
        var reject =
                Buttons.plain(Icon.X, getTranslation("promotions.decision.reject"), click -> decide(Verdict.REJECT));
        List.of(approve, reject).forEach(button -> enable(button, options));
        comment.setEnabled(options.whyNotDecide() == null);
        var row = new Div(approve, reject);
        row.addClassName("btns");
        return row;
    }

    private static void enable(Button button, Options options) {
        button.setEnabled(options.whyNotDecide() == null);
        button.setDisableOnClick(false);
    }

    private void decide(Verdict verdict) {
        refused.removeAll();
        comment.setInvalid(false);
        decide.accept(verdict, comment.getValue());
    }

    private Paragraph evidence(PromotionDetails details) {
        var digest = details.evidenceDigest();
        var shortened = new Span(digest.substring(0, Math.min(SHORT_DIGEST, digest.length())));
        shortened.addClassName("sw-mono");
        shortened.setTitle(digest);
        var line = new Paragraph(new Span(getTranslation("promotions.decision.evidence")), shortened);
        line.addClassNames("sw-row", "sw-s", "sw-t2");
        return line;
    }
}
