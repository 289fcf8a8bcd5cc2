package dev.slipway.portal.experiments;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import dev.slipway.experiments.Models;
import dev.slipway.experiments.Models.LoggedModel;
import dev.slipway.experiments.Models.ModelFilter;
import dev.slipway.experiments.Models.ModelRow;
import dev.slipway.experiments.Models.Registration;
import dev.slipway.experiments.Models.Sort;
import dev.slipway.experiments.Runs.RunDetails;
import dev.slipway.experiments.VersionRef;
import dev.slipway.kernel.PageQuery;
import dev.slipway.kernel.Problem;
import dev.slipway.portal.kit.Buttons;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Note;
import dev.slipway.portal.kit.Toasts;
import dev.slipway.portal.kit.Tone;
import dev.slipway.portal.models.ModelsLinks;
import java.util.List;
import java.util.Optional;

/** Registers what a run logged as the next version of a model, or of a new one. */
final class RegisterDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    private final transient Models models;
    private final transient RunDetails details;
    private final transient Runnable registered;
    private final ComboBox<String> model = new ComboBox<>();
    private final Select<LoggedModel> logged = new Select<>();
    private final TextArea description = new TextArea();
    private final Button register;

    RegisterDialog(Models models, RunDetails details, List<LoggedModel> choices, Runnable registered) {
        this.models = models;
        this.details = details;
        this.registered = registered;
        register = Buttons.primary(Icon.MODELS, getTranslation("experiments.register"), click -> register());
        register.setDisableOnClick(true);
        setHeaderTitle(getTranslation("experiments.register"));
        setWidth("480px");
        add(form(choices));
        getFooter().add(Buttons.quiet(getTranslation("experiments.register.cancel"), click -> close()), register);
    }

    private Div form(List<LoggedModel> choices) {
        buildModel();
        logged.setLabel(getTranslation("experiments.register.logged"));
        logged.setItems(choices);
        logged.setItemLabelGenerator(LoggedModel::name);
        logged.setValue(choices.getFirst());
        logged.setVisible(choices.size() > 1);
        description.setLabel(getTranslation("experiments.register.description"));
        description.setHelperText(getTranslation("experiments.register.description.help"));
        description.setMaxLength(2_000);
        var form = new Div(
                new Paragraph(getTranslation(
                        "experiments.register.from", details.run().runName())),
                model,
                logged,
                description,
                new Note(Tone.NONE, Icon.INFO, getTranslation("experiments.register.next")));
        form.addClassName("sw-form");
        return form;
    }

    private void buildModel() {
        model.setLabel(getTranslation("experiments.register.model"));
        model.setHelperText(getTranslation("experiments.register.model.help"));
        model.setRequiredIndicatorVisible(true);
        model.setAllowCustomValue(true);
        model.setItems(query -> models
                .find(
                        new ModelFilter(query.getFilter().orElse("")),
                        new PageQuery(query.getOffset(), query.getLimit()),
                        Sort.NAME)
                .items()
                .stream()
                .map(ModelRow::name));
        model.addCustomValueSetListener(
                event -> model.setValue(event.getDetail().strip()));
        model.setValue(usual());
    }

    /** The model the run's experiment is named after, or that it became before. */
    private String usual() {
        return details.run().versions().stream()
                .map(VersionRef::model)
                .findFirst()
                .orElse(details.experimentName().replaceAll("[/:]", "-"));
    }

    private void register() {
        var name = Optional.ofNullable(model.getValue()).orElse("").strip();
        if (name.isEmpty()) {
            refuse(getTranslation("experiments.register.model.missing"));
            return;
        }
        try {
            done(models.register(new Registration(
                            name,
                            details.run().runId(),
                            logged.getValue().path(),
                            logged.getValue().modelId(),
                            description.getValue().strip()))
                    .ref());
        } catch (Problem problem) {
            refuse(problem.getMessage());
        }
    }

    private void refuse(String sentence) {
        model.setInvalid(true);
        model.setErrorMessage(sentence);
        register.setEnabled(true);
    }

    private void done(VersionRef version) {
        close();
        Toasts.say(
                getTranslation("experiments.register.done", details.run().runName()),
                new Anchor(ModelsLinks.version(version), version.toString()));
        registered.run();
    }
}
