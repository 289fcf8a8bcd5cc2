package dev.slipway.portal.experiments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.i18n.I18NProvider;
import dev.slipway.experiments.Signature;
import dev.slipway.experiments.Signature.Column;
import dev.slipway.portal.kit.EmptyState;
import dev.slipway.portal.kit.Icon;
import java.util.List;
import java.util.Optional;

/** What goes into a model and what comes out. */
final class SignatureTable {

    private SignatureTable() {}

    static Component of(Optional<Signature> signature) {
        return signature
                .<Component>map(SignatureTable::table)
                .orElseGet(() -> new EmptyState(
                        Icon.TABLE,
                        I18NProvider.translate("experiments.signature.none"),
                        I18NProvider.translate("experiments.signature.none.why")));
    }

    private static Component table(Signature signature) {
        var table = new NativeTable();
        table.addClassName("sw-table");
        var head = new NativeTableRow();
        List.of("side", "name", "type", "required")
                .forEach(key ->
                        head.add(new NativeTableHeaderCell(I18NProvider.translate("experiments.signature." + key))));
        table.getHead().add(head);
        rows(table, "experiments.signature.input", signature.inputs());
        rows(table, "experiments.signature.output", signature.outputs());
        var scroll = new Div(table);
        scroll.addClassName("sw-scrollx");
        scroll.getElement()
                .setAttribute("tabindex", "0")
                .setAttribute("role", "region")
                .setAttribute("aria-label", I18NProvider.translate("experiments.signature"));
        return scroll;
    }

    private static void rows(NativeTable table, String side, List<Column> columns) {
        columns.forEach(column -> {
            var name = new NativeTableCell(column.name().isEmpty() ? "—" : column.name());
            name.addClassName("sw-mono");
            var type = new NativeTableCell(column.type());
            type.addClassName("sw-mono");
            var required = I18NProvider.translate(
                    column.required() ? "experiments.signature.yes" : "experiments.signature.no");
            table.getBody()
                    .add(new NativeTableRow(
                            new NativeTableCell(I18NProvider.translate(side)),
                            name,
                            type,
                            new NativeTableCell(required)));
        });
    }
}
