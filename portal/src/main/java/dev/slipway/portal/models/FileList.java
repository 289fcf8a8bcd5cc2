package dev.slipway.portal.models;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.slipway.experiments.Artifacts.ArtifactFile;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Texts;
import java.util.List;

/** The top of a version's folder. */
final class FileList extends Div {

    private static final long serialVersionUID = 1L;

    FileList(List<ArtifactFile> files) {
        addClassName("sw-col");
        if (files.isEmpty()) {
            add(new Paragraph(getTranslation("models.files.none")));
        }
        files.forEach(file -> add(line(file)));
    }

    private static Div line(ArtifactFile file) {
        var name = new Span(file.path());
        name.addClassNames("sw-mono", "sw-cut");
        name.setTitle(file.path());
        var line = new Div((file.folder() ? Icon.FOLDER : Icon.FILE).createSmall(), name);
        line.addClassName("sw-row");
        if (!file.folder()) {
            var size = new Span(Texts.size(file.bytes()));
            size.addClassNames("sw-end", "sw-s", "sw-t2");
            line.add(size);
        }
        return line;
    }
}
