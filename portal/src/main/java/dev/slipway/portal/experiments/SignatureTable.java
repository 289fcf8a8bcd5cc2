package dev.slipway.portal.experiments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.i18n.I18NProvider;
import dev.slipway.experiments.Signature;
import dev.slipway.experiments.Signature.Column;
import dev.slipway.portal.kit.EmptyState;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Table;
import java.util.List;
import java.util.Optional;

/** What goes into a model and what comes out. */
final class SignatureTable {

    private SignatureTable() {}

    static Component of(Optional<Signature> signature) {
        return signature
                .<Component>map(SignatureTable::table)
                .orElseGet(() -> new EmptyState(Icon.TABLE, text("none"), text("none.why")));
    }

    private static Table table(Signature signature) {
        var table = new Table(I18NProvider.translate("experiments.signature"));
        List.of("side", "name", "type", "required").forEach(key -> table.column(text(key)));
        signature.inputs().forEach(column -> row(table, "input", column));
        signature.outputs().forEach(column -> row(table, "output", column));
        return table;
    }

    private static void row(Table table, String side, Column column) {
        table.row(
                new Span(text(side)),
                new Code(column.name().isEmpty() ? "—" : column.name()),
                new Code(column.type()),
                new Span(text(column.required() ? "yes" : "no")));
    }

    private static String text(String key) {
        return I18NProvider.translate("experiments.signature." + key);
    }
}
