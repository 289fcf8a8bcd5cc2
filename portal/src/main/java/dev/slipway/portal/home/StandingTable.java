package dev.slipway.portal.home;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.experiments.Models.ModelRow;
import dev.slipway.portal.kit.Pill;
import dev.slipway.portal.kit.StageTag;
import dev.slipway.portal.kit.Table;
import dev.slipway.portal.kit.Tone;
import dev.slipway.portal.kit.VersionTag;
import dev.slipway.portal.kit.When;
import dev.slipway.portal.models.ModelsLinks;
import dev.slipway.portal.models.Standing;
import java.util.List;

/** How the models stand, for those who work on them. Nobody watches them yet, and that is what it says. */
final class StandingTable extends Div {

    private static final long serialVersionUID = 1L;

    StandingTable(String name, HomeState state) {
        var table = new Table(name)
                .column(getTranslation("home.column.model"))
                .column(getTranslation("home.column.health"))
                .column(getTranslation("home.column.loop"))
                .column(getTranslation("home.column.stages"))
                .numbers(getTranslation("home.column.changed"));
        state.models()
                .items()
                .forEach(model -> table.row(
                        name(model),
                        new Pill(Tone.NONE, getTranslation("home.not_watched")),
                        Standing.of(model, state.openByModel().get(model.name()))
                                .ticks(this),
                        stages(model),
                        new When(model.updatedAt())));
        addClassName("sw-standing");
        add(table);
    }

    private Component name(ModelRow model) {
        var link = new Anchor(ModelsLinks.model(model.name()), model.name());
        link.addClassNames("sw-m", "sw-cut");
        link.setTitle(model.name());
        var versions = new Span(getTranslation("home.versions", model.versionCount()));
        versions.addClassNames("sw-s", "sw-t2");
        var cell = new Div(link, versions);
        cell.addClassName("sw-twoline");
        return cell;
    }

    private Component stages(ModelRow model) {
        var cell = new Span();
        cell.addClassNames("sw-row", "wrap");
        List.of("Production", "Staging").forEach(stage -> {
            var holder = model.stages().get(stage);
            if (holder != null) {
                cell.add(new StageTag(stage), new VersionTag(holder));
            }
        });
        if (cell.getChildren().findAny().isEmpty()) {
            cell.setText(getTranslation("home.stages.none"));
        }
        return cell;
    }
}
