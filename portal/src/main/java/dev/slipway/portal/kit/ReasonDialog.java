package dev.slipway.portal.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.slipway.kernel.Problem;
import java.util.function.Consumer;

/**
 * Asks why before something is done. The title is the verb of the button; what the service refuses is said at the field,
 * and the text stays.
 */
public final class ReasonDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 2_000;

    private final Div things = new Div();
    private final Div extras = new Div();
    private final TextArea reason = new TextArea();
    private final String draft;
    private final Button act;

    /**
     * @param verb the title and the button, such as {@code Request promotion}
     * @param draft tells this dialog's text from others', see {@link Drafts}
     * @param action given the reason; a {@link Problem} it throws is shown at the field
     */
    public ReasonDialog(String verb, String draft, Consumer<String> action) {
        this.draft = draft;
        this.act = Buttons.plain(verb, click -> act(action));
        setHeaderTitle(verb);
        setWidth("480px");
        things.addClassNames("sw-row", "wrap");
        var form = new Div(things, extras, field());
        form.addClassName("sw-form");
        things.setVisible(false);
        extras.setVisible(false);
        add(form);
        act.addThemeNames("primary");
        getFooter().add(Buttons.quiet(getTranslation("kit.cancel"), click -> close()), act);
    }

    /** What it is about, on the first line. */
    public ReasonDialog about(Component... concerned) {
        things.add(concerned);
        things.setVisible(true);
        return this;
    }

    /** What happens next, in a sentence. */
    public ReasonDialog next(String sentence) {
        extras.add(new Note(Tone.NONE, Icon.INFO, sentence));
        extras.setVisible(true);
        return this;
    }

    /** The button names a loss. */
    public ReasonDialog destructive() {
        act.addThemeNames("error");
        return this;
    }

    /** The reason may stay empty. */
    public ReasonDialog optional() {
        reason.setRequiredIndicatorVisible(false);
        reason.setHelperText("");
        return this;
    }

    private TextArea field() {
        reason.setLabel(getTranslation("kit.reason"));
        reason.setHelperText(getTranslation("kit.reason.help"));
        reason.setRequiredIndicatorVisible(true);
        reason.setMaxLength(LONGEST);
        reason.setMinRows(3);
        reason.setWidthFull();
        reason.setValueChangeMode(ValueChangeMode.ON_CHANGE);
        reason.focus();
        return Drafts.keep(reason, draft);
    }

    private void act(Consumer<String> action) {
        var text = reason.getValue().trim();
        if (text.isEmpty() && reason.isRequiredIndicatorVisible()) {
            refuse(getTranslation("kit.reason.missing"));
            return;
        }
        try {
            action.accept(text);
        } catch (Problem problem) {
            refuse(problem.getMessage());
            return;
        }
        Drafts.drop(draft);
        close();
    }

    private void refuse(String sentence) {
        reason.setErrorMessage(sentence);
        reason.setInvalid(true);
    }
}
