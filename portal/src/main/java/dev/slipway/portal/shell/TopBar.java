package dev.slipway.portal.shell;

import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import dev.slipway.portal.admin.AdminLinks;
import dev.slipway.portal.kit.Crumb;
import dev.slipway.portal.kit.Crumbs;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Person;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Where one is, the way to anything, the light, and one's own account. */
final class TopBar extends Div {

    private static final long serialVersionUID = 1L;

    private final Crumbs crumbs = new Crumbs();

    TopBar(Vitals.Me me, Runnable signOut, Runnable search) {
        addClassName("sw-bar");
        crumbs.addClassName("sw-grow");
        add(drawerToggle(), crumbs, search(search), theme(), account(me, signOut));
    }

    void show(List<Crumb> way) {
        crumbs.show(way);
    }

    private DrawerToggle drawerToggle() {
        var toggle = new DrawerToggle();
        toggle.setIcon(Icon.MENU.create());
        toggle.setAriaLabel(getTranslation("shell.menu"));
        return toggle;
    }

    private NativeButton search(Runnable search) {
        var words = new Span(getTranslation("shell.search"));
        words.addClassName("sw-grow");
        var button = new NativeButton();
        button.addClassName("sw-search");
        button.add(Icon.SEARCH.create(), words);
        button.getElement().appendChild(new Element("kbd").setText("Ctrl K"));
        button.getElement().setAttribute("title", getTranslation("shell.search"));
        button.addClickListener(click -> search.run());
        return button;
    }

    private NativeButton theme() {
        var button = iconButton(Theme.current().icon(), "shell.theme");
        button.addClassName("sw-desk");
        var menu = menu(button);
        Arrays.stream(Theme.values())
                .forEach(theme -> menu.addItem(getTranslation(theme.key()), click -> choose(theme, button)));
        return button;
    }

    private static void choose(Theme theme, NativeButton button) {
        theme.choose();
        button.removeAll();
        button.add(theme.icon().create());
    }

    private NativeButton account(Vitals.Me me, Runnable signOut) {
        var button = new NativeButton();
        var face = Person.mark(me.displayName());
        face.addClassName("l");
        button.add(face);
        button.addClassName("sw-ib");
        name(button, getTranslation("shell.account.of", me.displayName()));
        var menu = menu(button);
        menu.addComponent(who(me));
        menu.addItem(
                getTranslation("shell.account"),
                click -> click.getSource().getUI().ifPresent(ui -> ui.navigate(AdminLinks.account())));
        var light = menu.addItem(getTranslation("shell.theme"));
        light.addClassName("sw-phone");
        Arrays.stream(Theme.values())
                .forEach(theme -> light.getSubMenu().addItem(getTranslation(theme.key()), click -> theme.choose()));
        menu.addItem(getTranslation("shell.sign-out"), click -> signOut.run());
        return button;
    }

    private Div who(Vitals.Me me) {
        var roles = me.roles().stream()
                .map(role -> getTranslation("enum.Role." + role.name()))
                .collect(Collectors.joining(", "));
        var name = new Div(me.displayName());
        name.addClassName("sw-b");
        var second = new Div(roles.isEmpty() ? me.username() : me.username() + " · " + roles);
        second.addClassNames("sw-t2", "sw-s");
        var who = new Div(name, second);
        who.addClassName("sw-who");
        return who;
    }

    private NativeButton iconButton(Icon icon, String key) {
        var button = new NativeButton();
        button.add(icon.create());
        button.addClassName("sw-ib");
        name(button, getTranslation(key));
        return button;
    }

    private static void name(NativeButton button, String name) {
        button.getElement().setAttribute("aria-label", name);
        button.getElement().setAttribute("title", name);
        button.getElement().setAttribute("aria-haspopup", "menu");
    }

    private static ContextMenu menu(NativeButton button) {
        var menu = new ContextMenu(button);
        menu.setOpenOnClick(true);
        return menu;
    }
}
