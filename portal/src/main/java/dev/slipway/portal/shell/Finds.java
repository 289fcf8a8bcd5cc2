package dev.slipway.portal.shell;

import dev.slipway.experiments.Experiments;
import dev.slipway.experiments.Experiments.ExperimentFilter;
import dev.slipway.experiments.Experiments.ExperimentRow;
import dev.slipway.experiments.Models;
import dev.slipway.experiments.Models.ModelFilter;
import dev.slipway.experiments.Models.ModelRow;
import dev.slipway.kernel.PageQuery;
import dev.slipway.portal.admin.AdminLinks;
import dev.slipway.portal.experiments.ExperimentsLinks;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Texts;
import dev.slipway.portal.models.HeldStages;
import dev.slipway.portal.models.ModelsLinks;
import dev.slipway.security.Permission;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a few letters lead to: models, experiments, screens. With the database down the screens alone are found. */
final class Finds {

    private static final Logger log = LoggerFactory.getLogger(Finds.class);

    private static final PageQuery FEW = PageQuery.first(5);

    private final Places places;
    private final Experiments experiments;
    private final Models models;
    private final HeldStages held;

    Finds(Places places, Experiments experiments, Models models, HeldStages held) {
        this.places = places;
        this.experiments = experiments;
        this.models = models;
        this.held = held;
    }

    /** @param word the text of a key, for the names of screens */
    List<Group> by(String text, UnaryOperator<String> word) {
        return Stream.of(
                        new Group("shell.found.models", readable(() -> models(text, word))),
                        new Group("shell.found.experiments", readable(() -> experiments(text, word))),
                        new Group("shell.found.screens", screens(text, word)))
                .filter(group -> !group.things().isEmpty())
                .toList();
    }

    private List<Found> readable(Supplier<List<Found>> question) {
        if (!places.may(Permission.READ)) {
            return List.of();
        }
        try {
            return question.get();
        } catch (RuntimeException e) {
            log.warn("shell.search-failed reason={}", e.toString());
            return List.of();
        }
    }

    private List<Found> models(String text, UnaryOperator<String> word) {
        return held.of(models.find(new ModelFilter(text), FEW, Models.Sort.LAST_UPDATE_FIRST)).items().stream()
                .map(model ->
                        new Found(Icon.MODELS, model.name(), stages(model, word), ModelsLinks.model(model.name())))
                .toList();
    }

    private static String stages(ModelRow model, UnaryOperator<String> word) {
        return model.stages().entrySet().stream()
                .map(stage -> "v" + stage.getValue() + " " + word.apply("shell.found.in") + " " + stage.getKey())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private List<Found> experiments(String text, UnaryOperator<String> word) {
        return experiments.find(new ExperimentFilter(text), FEW, Experiments.Sort.LAST_UPDATE_FIRST).items().stream()
                .map(experiment -> new Found(
                        Icon.FLASK,
                        experiment.name(),
                        runs(experiment, word),
                        ExperimentsLinks.runs(experiment.experimentId())))
                .toList();
    }

    private static String runs(ExperimentRow experiment, UnaryOperator<String> word) {
        return Texts.count(experiment.runCount()) + "\u00a0" + word.apply("shell.found.runs");
    }

    private List<Found> screens(String text, UnaryOperator<String> word) {
        var listed = places.open().stream()
                .map(place -> new Found(place.icon(), word.apply(place.key()), "", place.address()));
        var own = Stream.of(new Found(Icon.USER, word.apply("shell.account"), "", AdminLinks.account()));
        return Stream.concat(listed, own)
                .filter(found -> found.name().toLowerCase(Locale.ENGLISH).contains(text.toLowerCase(Locale.ENGLISH)))
                .toList();
    }

    record Group(String key, List<Found> things) {}

    record Found(Icon icon, String name, String fact, String address) {}
}
