package dev.slipway.portal.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import java.util.List;
import java.util.Set;

/** A plain table for a few fixed rows. */
public final class Table extends NativeTable {

    private static final long serialVersionUID = 1L;

    private final Set<Integer> numbers;

    /** @param numbers the columns, from 0, that stand right with tabular figures */
    public Table(List<String> head, Set<Integer> numbers) {
        this.numbers = Set.copyOf(numbers);
        addClassName("sw-table");
        var row = new NativeTableRow();
        for (var column = 0; column < head.size(); column++) {
            var cell = new NativeTableHeaderCell(head.get(column));
            cell.getElement().setAttribute("scope", "col");
            row.add(align(cell, column));
        }
        getHead().add(row);
    }

    /** One component for each column. */
    public Table row(Component... cells) {
        var row = new NativeTableRow();
        for (var column = 0; column < cells.length; column++) {
            row.add(align(new NativeTableCell(cells[column]), column));
        }
        getBody().add(row);
        return this;
    }

    private <C extends Component> C align(C cell, int column) {
        if (numbers.contains(column)) {
            cell.addClassName("n");
        }
        return cell;
    }
}
