package dev.slipway.portal.kit;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * A chart with a title, a description and its numbers as a table. Options are ECharts' own as plain maps; colours are
 * names of tokens such as {@code var(--sw-c1)}.
 */
@JavaScript("context://webjars/echarts/5.5.0/echarts.min.js")
@JavaScript("context://slipway-chart.js")
public final class Chart extends Panel {

    private static final long serialVersionUID = 1L;

    private static final JsonMapper JSON = new JsonMapper();

    private final Div canvas = new Div();
    private final Div picture = new Div(canvas);
    private final Div table = new Div();
    private final Button toggle;
    private String option = "{}";

    /** @param description what the chart shows, for those who cannot see it */
    public Chart(String title, String description, int height) {
        super(title);
        addClassName("sw-figure");
        canvas.addClassName("sw-chart");
        canvas.setHeight(height + "px");
        canvas.getElement().setAttribute("role", "img");
        canvas.getElement().setAttribute("aria-label", title + ". " + description);
        table.setVisible(false);
        toggle = Buttons.icon(Icon.TABLE, getTranslation("kit.chart.table"), click -> toggleTable());
        end(toggle);
        padded();
        content(picture, table);
    }

    /** Scrolls sideways where there is less room than that, instead of being squeezed. */
    public Chart atLeast(int width) {
        canvas.setMinWidth(width + "px");
        picture.addClassName("sw-scrollx");
        picture.getElement()
                .setAttribute("tabindex", "0")
                .setAttribute("role", "region")
                .setAttribute("aria-label", getElement().getAttribute("aria-label"));
        return this;
    }

    public Chart option(Map<String, ?> echartsOption) {
        option = JSON.writeValueAsString(echartsOption);
        if (isAttached()) {
            draw();
        }
        return this;
    }

    /** What stands at the right of the title, before the way to the table: the value now, the legend. */
    public Chart facts(Component... facts) {
        var all = new ArrayList<>(List.of(facts));
        all.add(toggle);
        end(all.toArray(Component[]::new));
        return this;
    }

    /** The numbers behind the picture; cells are ready to read. */
    public Chart numbers(List<String> head, List<List<String>> rows) {
        var grid = new NativeTable();
        grid.addClassName("sw-table");
        var headRow = new NativeTableRow();
        head.forEach(text -> headRow.add(new NativeTableHeaderCell(text)));
        grid.getHead().add(headRow);
        rows.forEach(cells -> {
            var row = new NativeTableRow();
            cells.forEach(cell -> row.add(new NativeTableCell(cell)));
            grid.getBody().add(row);
        });
        table.removeAll();
        table.add(grid);
        return this;
    }

    private void toggleTable() {
        table.setVisible(!table.isVisible());
        picture.setVisible(!table.isVisible());
        var name = getTranslation(table.isVisible() ? "kit.chart.picture" : "kit.chart.table");
        toggle.setAriaLabel(name);
        toggle.setTooltipText(name);
        if (picture.isVisible()) {
            draw();
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        draw();
    }

    private void draw() {
        canvas.getElement().executeJs("window.swChart(this, $0)", option);
    }
}
