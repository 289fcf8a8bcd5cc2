package dev.slipway.portal.models;

import dev.slipway.experiments.Signature;
import dev.slipway.experiments.Signature.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The columns of a version, each with what changed against the version in production. */
record SignatureChanges(List<Row> rows) {

    SignatureChanges {
        rows = List.copyOf(rows);
    }

    enum Change {
        SAME,
        ADDED,
        REMOVED,
        TYPE,
        NOW_REQUIRED,
        NOW_OPTIONAL
    }

    /** @param before the column as it was; the same one where nothing changed or there is nothing to compare with */
    record Row(Column column, boolean input, Change change, Column before) {}

    /** @param champion empty when there is none, or it has no signature: then nothing counts as changed */
    static SignatureChanges of(Signature candidate, Optional<Signature> champion) {
        var rows = new ArrayList<Row>();
        rows.addAll(side(candidate.inputs(), champion.map(Signature::inputs).orElse(candidate.inputs()), true));
        rows.addAll(side(candidate.outputs(), champion.map(Signature::outputs).orElse(candidate.outputs()), false));
        return new SignatureChanges(rows);
    }

    boolean isIdentical() {
        return rows.stream().allMatch(row -> row.change() == Change.SAME);
    }

    long changed() {
        return rows.stream().filter(row -> row.change() != Change.SAME).count();
    }

    private static List<Row> side(List<Column> now, List<Column> before, boolean input) {
        var rows = new ArrayList<Row>();
        now.forEach(column -> rows.add(named(before, column.name())
                .map(old -> new Row(column, input, change(old, column), old))
                .orElseGet(() -> new Row(column, input, Change.ADDED, column))));
        before.stream()
                .filter(old -> named(now, old.name()).isEmpty())
                .forEach(old -> rows.add(new Row(old, input, Change.REMOVED, old)));
        return rows;
    }

    private static Optional<Column> named(List<Column> columns, String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    private static Change change(Column before, Column now) {
        if (!before.type().equals(now.type())) {
            return Change.TYPE;
        }
        if (before.required() == now.required()) {
            return Change.SAME;
        }
        return now.required() ? Change.NOW_REQUIRED : Change.NOW_OPTIONAL;
    }
}
