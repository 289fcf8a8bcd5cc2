package dev.slipway.portal.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;

/** Up to thirty rows that are neither paged nor selected. Scrolls sideways by itself where it does not fit. */
public final class Table extends Div {

    private static final long serialVersionUID = 1L;

    private final NativeTable table = new NativeTable();
    private final NativeTableRow head = new NativeTableRow();
    private final List<Boolean> numeric = new ArrayList<>();

    /** @param name what the table is, for those who cannot see it */
    public Table(String name) {
        addClassName("sw-scrollx");
        getElement()
                .setAttribute("tabindex", "0")
                .setAttribute("role", "region")
                .setAttribute("aria-label", name);
        table.addClassName("sw-table");
        table.getHead().add(head);
        add(new Scroll(name, table));
    }

    public Table column(String title) {
        return column(title, false);
    }

    /** At the right, with tabular figures. */
    public Table numbers(String title) {
        return column(title, true);
    }

    private Table column(String title, boolean right) {
        var cell = new NativeTableHeaderCell(title);
        cell.getElement().setAttribute("scope", "col");
        mark(cell, right);
        head.add(cell);
        numeric.add(right);
        return this;
    }

    /** A cell for each column. */
    public Table row(Component... cells) {
        if (cells.length != numeric.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + numeric.size() + " columns");
        }
        var row = new NativeTableRow();
        for (var n = 0; n < cells.length; n++) {
            var cell = new NativeTableCell(cells[n]);
            mark(cell, numeric.get(n));
            row.add(cell);
        }
        table.getBody().add(row);
        return this;
    }

    /** An empty text reads as "not known". */
    public Table row(String... cells) {
        return row(List.of(cells).stream()
                .map(text -> new Span(text.isEmpty() ? "—" : text))
                .toArray(Component[]::new));
    }

    private static void mark(Component cell, boolean right) {
        if (right) {
            cell.addClassName("n");
        }
    }
}
