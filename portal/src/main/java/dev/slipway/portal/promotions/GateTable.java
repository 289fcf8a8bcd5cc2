package dev.slipway.portal.promotions;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import dev.slipway.deployments.promotion.GateResult;
import dev.slipway.portal.kit.Bullet;
import java.util.List;

/** Each gate with its value, where that stands against the limit, and the verdict. On a phone each is a card. */
final class GateTable extends NativeTable {

    private static final long serialVersionUID = 1L;

    GateTable(List<GateResult> gates) {
        addClassNames("sw-table", "sw-gate");
        getHead().add(head());
        gates.forEach(gate -> getBody().add(row(gate)));
    }

    private NativeTableRow head() {
        return new NativeTableRow(
                headCell("gate", ""),
                headCell("value", "n"),
                headCell("against", ""),
                headCell("limit", "n"),
                headCell("verdict", ""));
    }

    private NativeTableHeaderCell headCell(String key, String css) {
        var cell = new NativeTableHeaderCell(getTranslation("promotions.gate." + key));
        cell.getElement().setAttribute("scope", "col");
        if (!css.isEmpty()) {
            cell.addClassName(css);
        }
        return cell;
    }

    private NativeTableRow row(GateResult gate) {
        return new NativeTableRow(
                new NativeTableCell(name(gate)),
                number(gate.value(), "sw-b"),
                bar(gate),
                number(gate.limit(), "sw-t2"),
                new NativeTableCell(GateLook.pill(this, gate.verdict())));
    }

    private static Div name(GateResult gate) {
        var name = new Span(gate.name());
        name.addClassName("sw-m");
        var why = new Span(gate.explanation());
        why.addClassNames("sw-s", "sw-t2");
        var cell = new Div(name, why);
        cell.addClassName("sw-twoline");
        return cell;
    }

    private static NativeTableCell number(String text, String css) {
        var cell = new NativeTableCell(text);
        cell.addClassNames("n", css);
        return cell;
    }

    private NativeTableCell bar(GateResult gate) {
        var cell = new NativeTableCell(against(gate));
        cell.addClassName("bl");
        return cell;
    }

    private Component against(GateResult gate) {
        var measured = gate.measured();
        var bound = gate.bound();
        if (measured == null || bound == null || !Double.isFinite(measured) || !Double.isFinite(bound)) {
            return yesOrNo();
        }
        return new Bullet(GateLook.tone(gate.verdict()), measured, bound, gate.value(), gate.limit());
    }

    private Component yesOrNo() {
        var words = new Span(getTranslation("promotions.gate.yes_or_no"));
        words.addClassNames("sw-s", "sw-t2");
        return words;
    }
}
