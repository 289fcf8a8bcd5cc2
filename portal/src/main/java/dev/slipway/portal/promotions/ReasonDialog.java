package dev.slipway.portal.promotions;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import dev.slipway.kernel.Problem;
import dev.slipway.portal.kit.Buttons;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Note;
import dev.slipway.portal.kit.Tone;
import java.util.function.Consumer;

/** An action that wants a reason. It stays open, with what was typed, when the action is refused. */
final class ReasonDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    private final TextArea reason = new TextArea();
    private final Div refused = new Div();

    /** @param act is given the reason; a {@link Problem} it throws is shown in the dialog */
    ReasonDialog(String title, String consequence, Consumer<String> act) {
        setHeaderTitle(title);
        setWidth("480px");
        reason.setLabel(getTranslation("promotions.reason"));
        reason.setHelperText(getTranslation("promotions.reason.help"));
        reason.setMinHeight("72px");
        reason.setMaxLength(2_000);
        reason.setWidthFull();
        var form = new Div(new Paragraph(consequence), reason, refused);
        form.addClassName("sw-form");
        add(form);
        getFooter().add(Buttons.quiet(getTranslation("promotions.cancel"), click -> close()), doIt(title, act));
    }

    private Button doIt(String title, Consumer<String> act) {
        return Buttons.danger(title, click -> {
            refused.removeAll();
            try {
                act.accept(reason.getValue());
                close();
            } catch (Problem problem) {
                refuse(problem);
            }
        });
    }

    private void refuse(Problem problem) {
        if (problem.fields().isEmpty()) {
            var note = new Note(Tone.CRITICAL, Icon.CRITICAL, problem.getMessage());
            note.getElement().setAttribute("role", "alert");
            refused.add(note);
            return;
        }
        reason.setErrorMessage(problem.getMessage());
        reason.setInvalid(true);
    }
}
