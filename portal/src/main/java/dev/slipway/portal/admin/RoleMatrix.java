package dev.slipway.portal.admin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Span;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Panel;
import dev.slipway.portal.kit.Table;
import dev.slipway.security.Permission;
import dev.slipway.security.Role;
import java.util.Arrays;
import java.util.stream.Stream;

/** What each role may do, as the product decides it. */
final class RoleMatrix extends Composite<Panel> {

    private static final long serialVersionUID = 1L;

    @Override
    protected Panel initContent() {
        var table = new Table(getTranslation("admin.matrix")).column(getTranslation("admin.matrix.permission"));
        Arrays.stream(Role.values()).forEach(role -> table.column(getTranslation("enum.Role." + role.name())));
        Arrays.stream(Permission.values()).forEach(permission -> table.row(row(permission)));
        return new Panel(getTranslation("admin.matrix"), table);
    }

    private Component[] row(Permission permission) {
        var name = new Span(getTranslation("enum.Permission." + permission.name()));
        var cells = Arrays.stream(Role.values()).map(role -> cell(role.grants(permission)));
        return Stream.concat(Stream.of(name), cells).toArray(Component[]::new);
    }

    private Component cell(boolean granted) {
        if (!granted) {
            return new Span("—");
        }
        var mark = new Span(Icon.CHECK.create());
        mark.addClassNames("sw-yes", "good");
        var word = new Span(getTranslation("admin.matrix.yes"));
        word.addClassName("sw-sr");
        mark.add(word);
        return mark;
    }
}
