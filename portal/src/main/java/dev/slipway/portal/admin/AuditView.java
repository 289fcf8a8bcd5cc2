package dev.slipway.portal.admin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.DataProvider;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.function.SerializableFunction;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.kernel.PageQuery;
import dev.slipway.portal.kit.Buttons;
import dev.slipway.portal.kit.Days;
import dev.slipway.portal.kit.EmptyState;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Note;
import dev.slipway.portal.kit.Page;
import dev.slipway.portal.kit.Texts;
import dev.slipway.portal.kit.Tone;
import dev.slipway.portal.kit.Viewer;
import dev.slipway.portal.kit.When;
import dev.slipway.security.Audit;
import dev.slipway.security.Audit.AuditEntry;
import dev.slipway.security.Audit.Verification;
import jakarta.annotation.security.RolesAllowed;
import java.util.stream.Stream;

/** Who did what, when, and whether the record is as it was written. */
@Route(AdminLinks.AUDIT)
@PageTitle("Audit log · Slipway")
@RolesAllowed("READ_AUDIT")
class AuditView extends Page implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient Audit audit;
    private final Div verdict = new Div();
    private final TextField actor = new TextField();
    private final TextField object = new TextField();
    private final DatePicker from = Days.picker();
    private final DatePicker to = Days.picker();
    private final Grid<AuditEntry> grid = new Grid<>();
    private AuditQuery query = new AuditQuery("", "", null, null);

    AuditView(Audit audit) {
        this.audit = audit;
        addClassName("fill");
        title(getTranslation("admin.audit"));
        lead(getTranslation("admin.audit.lead"));
        actions(Buttons.plain(Icon.SHIELD, getTranslation("admin.audit.verify"), click -> verify()));
        verdict.addClassName("sw-verdict-line");
        verdict.getElement().setAttribute("aria-live", "polite");
        add(verdict, filters(), grid());
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        query = AuditQuery.of(event.getLocation().getQueryParameters());
        actor.setValue(query.actor());
        object.setValue(query.object());
        from.setValue(query.from());
        to.setValue(query.to());
        grid.getDataProvider().refreshAll();
    }

    private Div filters() {
        label(actor, "admin.audit.actor");
        label(object, "admin.audit.object");
        object.setPlaceholder("version/employment");
        object.addClassName("sw-code");
        object.setWidth("240px");
        object.getElement().setAttribute("data-filter", "");
        from.setAriaLabel(getTranslation("admin.audit.from"));
        from.setPlaceholder(getTranslation("admin.audit.from"));
        to.setAriaLabel(getTranslation("admin.audit.to"));
        to.setPlaceholder(getTranslation("admin.audit.to"));
        from.addValueChangeListener(change -> typed(change.isFromClient()));
        to.addValueChangeListener(change -> typed(change.isFromClient()));
        var line =
                new Div(actor, object, from, to, Buttons.quiet(getTranslation("admin.audit.clear"), click -> clear()));
        line.addClassNames("sw-row", "wrap", "sw-filters");
        return line;
    }

    private void label(TextField field, String key) {
        field.setAriaLabel(getTranslation(key));
        field.setPlaceholder(getTranslation(key));
        field.setClearButtonVisible(true);
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.addValueChangeListener(change -> typed(change.isFromClient()));
    }

    private void typed(boolean byTheReader) {
        if (byTheReader) {
            show(new AuditQuery(actor.getValue().trim(), object.getValue().trim(), from.getValue(), to.getValue()));
        }
    }

    private void clear() {
        show(new AuditQuery("", "", null, null));
    }

    private void show(AuditQuery wanted) {
        getUI().ifPresent(ui -> ui.navigate(AdminLinks.AUDIT, wanted.parameters()));
    }

    private Grid<AuditEntry> grid() {
        grid.addClassName("dense");
        grid.getElement().setAttribute("aria-label", getTranslation("admin.audit"));
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        column("admin.audit.seq", entry -> new Span(entry.seq() == null ? "…" : String.valueOf(entry.seq())))
                .setWidth("84px")
                .setFlexGrow(0);
        column("admin.audit.time", entry -> new When(entry.at()))
                .setWidth("130px")
                .setFlexGrow(0);
        column("admin.audit.who", AuditView::who).setWidth("150px").setFlexGrow(1);
        column("admin.audit.action", entry -> cut(entry.action()))
                .setWidth("190px")
                .setFlexGrow(1);
        column("admin.audit.object", entry -> cut(entry.object()))
                .setWidth("260px")
                .setFlexGrow(2);
        grid.setItemDetailsRenderer(new ComponentRenderer<>(AuditDetails::new));
        grid.setDetailsVisibleOnClick(true);
        grid.setDataProvider(DataProvider.fromCallbacks(
                asked -> entries(asked.getOffset(), asked.getLimit()), asked -> Math.toIntExact(total())));
        grid.setEmptyStateComponent(new EmptyState(
                Icon.AUDIT, getTranslation("admin.audit.none"), getTranslation("admin.audit.none.words")));
        grid.setSizeFull();
        return grid;
    }

    private Grid.Column<AuditEntry> column(String key, SerializableFunction<AuditEntry, Component> cell) {
        return grid.addComponentColumn(cell::apply)
                .setHeader(getTranslation(key))
                .setResizable(true);
    }

    private static Component who(AuditEntry entry) {
        var name = new Span(entry.actor());
        if (entry.token() == null) {
            return name;
        }
        var key = Icon.KEY.createSmall();
        key.getElement().setAttribute("title", String.valueOf(entry.token()));
        return Cells.beside(name, key);
    }

    private static Span cut(String text) {
        var span = new Span(text);
        span.addClassNames("sw-mono", "sw-cut");
        span.setTitle(text);
        return span;
    }

    private Stream<AuditEntry> entries(int offset, int limit) {
        return audit.find(query.filter(Viewer.zone()), new PageQuery(offset, limit)).items().stream();
    }

    private long total() {
        return audit.find(query.filter(Viewer.zone()), PageQuery.first(1)).total();
    }

    private void verify() {
        verdict.removeAll();
        verdict.add(said(audit.verify()));
    }

    private Note said(Verification found) {
        if (!found.intact()) {
            return new Note(
                    Tone.CRITICAL,
                    Icon.CRITICAL,
                    getTranslation("admin.audit.broken", String.valueOf(found.firstBadSeq())));
        }
        var sealed = getTranslation("admin.audit.intact", Texts.count(found.entries() - found.unsealed()));
        return new Note(
                Tone.GOOD,
                Icon.CHECK_CIRCLE,
                found.unsealed() == 0
                        ? sealed
                        : sealed + " " + getTranslation("admin.audit.unsealed", found.unsealed()));
    }
}
