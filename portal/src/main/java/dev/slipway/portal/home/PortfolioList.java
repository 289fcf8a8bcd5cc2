package dev.slipway.portal.home;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.dom.Element;
import dev.slipway.experiments.Models.ModelRow;
import dev.slipway.portal.home.ModelStory.Sentence;
import dev.slipway.portal.kit.Pill;
import dev.slipway.portal.kit.Tone;
import dev.slipway.portal.models.ModelsLinks;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Collectors;

/** One row a model, in sentences. */
final class PortfolioList extends UnorderedList {

    private static final long serialVersionUID = 1L;

    PortfolioList(HomeState state, Instant now, ZoneId zone) {
        addClassNames("sw-port", "plain");
        state.models()
                .items()
                .forEach(model -> add(row(
                        model, new ModelStory(model, state, state.openByModel().get(model.name()), now, zone))));
    }

    private ListItem row(ModelRow model, ModelStory story) {
        var words = story.sentences().stream().map(this::text).collect(Collectors.joining(" "));
        return new ListItem(
                new Div(new Pill(Tone.NONE, getTranslation("home.not_watched"))), name(model), new Paragraph(words));
    }

    private Div name(ModelRow model) {
        var strong = new Element("b");
        var link = new Anchor(ModelsLinks.model(model.name()), model.name());
        link.setTitle(model.name());
        strong.appendChild(link.getElement());
        var name = new Div();
        name.addClassName("nm");
        name.getElement()
                .appendChild(
                        strong, new Element("small").setText(getTranslation("home.versions", model.versionCount())));
        return name;
    }

    private String text(Sentence sentence) {
        var since = sentence.since();
        return sentence.words().in(this) + (since == null ? "" : " " + since.in(this)) + ".";
    }
}
