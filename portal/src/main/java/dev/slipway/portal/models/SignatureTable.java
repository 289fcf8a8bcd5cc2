package dev.slipway.portal.models;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.slipway.experiments.Signature;
import dev.slipway.experiments.VersionRef;
import dev.slipway.portal.kit.Panel;
import dev.slipway.portal.kit.Pill;
import dev.slipway.portal.kit.Table;
import dev.slipway.portal.kit.Tone;
import dev.slipway.portal.models.SignatureChanges.Change;
import dev.slipway.portal.models.SignatureChanges.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What goes in and what comes out, with what changed against the version in production. */
final class SignatureTable {

    private final Panel panel;
    private final Optional<VersionRef> champion;

    private SignatureTable(Panel panel, Optional<VersionRef> champion) {
        this.panel = panel;
        this.champion = champion;
    }

    /** @param panel gets the summary beside its title */
    static Component of(
            Panel panel, Optional<Signature> own, Optional<Signature> before, Optional<VersionRef> champion) {
        return own.map(signature -> new SignatureTable(panel, before.isPresent() ? champion : Optional.empty())
                        .table(signature, SignatureChanges.of(signature, before)))
                .orElseGet(() -> nothing(panel));
    }

    private static Component nothing(Panel panel) {
        var sentence = new Div(new Paragraph(panel.getTranslation("models.signature.none")));
        sentence.addClassNames("sw-pad", "sw-t2");
        return sentence;
    }

    private Component table(Signature signature, SignatureChanges changes) {
        panel.end(summary(signature, changes));
        var table = new Table(text("models.signature.title"));
        head().forEach(table::column);
        changes.rows().forEach(row -> table.row(cells(row)));
        return table;
    }

    private Component[] summary(Signature signature, SignatureChanges changes) {
        var counts = new Span(panel.getTranslation(
                "models.signature.counts",
                signature.inputs().size(),
                signature.outputs().size()));
        counts.addClassNames("sw-s", "sw-t2");
        return champion.map(other -> new Component[] {verdict(other, changes), counts})
                .orElse(new Component[] {counts});
    }

    private Pill verdict(VersionRef other, SignatureChanges changes) {
        return changes.isIdentical()
                ? new Pill(Tone.GOOD, panel.getTranslation("models.signature.compatible", other.version()))
                : new Pill(Tone.WARN, panel.getTranslation("models.signature.changed", changes.changed()));
    }

    private List<String> head() {
        var head = new ArrayList<>(List.of(
                text("models.signature.column.name"),
                text("models.signature.column.side"),
                text("models.signature.column.type")));
        champion.ifPresent(
                other -> head.add(panel.getTranslation("models.signature.column.change", "v" + other.version())));
        return head;
    }

    private Component[] cells(Row row) {
        var column = row.column();
        var cells = new ArrayList<Component>();
        cells.add(new Code(column.name().isEmpty() ? text("models.signature.unnamed") : column.name()));
        cells.add(new Span(text(row.input() ? "models.signature.in" : "models.signature.out")));
        cells.add(new Code(column.type() + (column.required() ? "" : ", " + text("models.signature.optional"))));
        champion.ifPresent(other -> cells.add(change(row)));
        return cells.toArray(Component[]::new);
    }

    private Component change(Row row) {
        if (row.change() == Change.SAME) {
            var same = new Span(text("enum.SignatureChange.SAME"));
            same.addClassName("sw-t3");
            return same;
        }
        var word = panel.getTranslation(
                "enum.SignatureChange." + row.change().name(), row.before().type());
        return new Pill(row.change() == Change.NOW_OPTIONAL ? Tone.NONE : Tone.WARN, word);
    }

    private String text(String key) {
        return panel.getTranslation(key);
    }
}
