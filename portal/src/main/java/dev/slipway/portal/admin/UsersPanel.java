package dev.slipway.portal.admin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.DataProvider;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.function.SerializableFunction;
import dev.slipway.kernel.PageQuery;
import dev.slipway.portal.kit.Buttons;
import dev.slipway.portal.kit.EmptyState;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Panel;
import dev.slipway.portal.kit.Pill;
import dev.slipway.portal.kit.Tone;
import dev.slipway.portal.kit.When;
import dev.slipway.security.Actors;
import dev.slipway.security.Permission;
import dev.slipway.security.Teams;
import dev.slipway.security.Teams.TeamRow;
import dev.slipway.security.Users;
import dev.slipway.security.Users.UserRow;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everybody with an account. */
final class UsersPanel extends Composite<Panel> {

    private static final long serialVersionUID = 1L;

    private final transient Users users;
    private final transient Teams teams;
    private final transient Actors actors;
    private final TextField text = new TextField();
    private final Grid<UserRow> grid = new Grid<>();

    UsersPanel(Users users, Teams teams, Actors actors) {
        this.users = users;
        this.teams = teams;
        this.actors = actors;
        getContent().end(search(), Buttons.primary(Icon.PLUS, getTranslation("admin.users.add"), click -> create()));
        getContent().content(grid());
    }

    @Override
    protected Panel initContent() {
        return new Panel(getTranslation("admin.users"));
    }

    private TextField search() {
        text.setAriaLabel(getTranslation("admin.users.search"));
        text.setPlaceholder(getTranslation("admin.users.search"));
        text.setPrefixComponent(Icon.SEARCH.createSmall());
        text.setClearButtonVisible(true);
        text.getElement().setAttribute("data-filter", "");
        text.setValueChangeMode(ValueChangeMode.LAZY);
        text.addValueChangeListener(change -> refresh());
        return text;
    }

    private Grid<UserRow> grid() {
        grid.addClassNames("relaxed", "grow");
        grid.getElement().setAttribute("aria-label", getTranslation("admin.users"));
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setAllRowsVisible(true);
        column("admin.users.name", this::name).setWidth("140px").setFlexGrow(1);
        column("admin.users.roles", this::roles).setWidth("210px").setFlexGrow(3);
        column("admin.users.seen", UsersPanel::lastSeen).setWidth("120px").setFlexGrow(0);
        column("admin.users.state", this::state).setWidth("120px").setFlexGrow(0);
        column("admin.actions", this::manage).setWidth("110px").setFlexGrow(0);
        grid.setDataProvider(DataProvider.fromCallbacks(
                asked -> rows(asked.getOffset(), asked.getLimit()), asked -> Math.toIntExact(total())));
        grid.setEmptyStateComponent(new EmptyState(
                Icon.USERS, getTranslation("admin.users.none"), getTranslation("admin.users.none.words")));
        return grid;
    }

    private Grid.Column<UserRow> column(String key, SerializableFunction<UserRow, Component> cell) {
        return grid.addComponentColumn(cell::apply).setHeader(getTranslation(key));
    }

    private Stream<UserRow> rows(int offset, int limit) {
        return users.find(text.getValue().trim(), new PageQuery(offset, limit)).items().stream();
    }

    private long total() {
        return users.find(text.getValue().trim(), PageQuery.first(1)).total();
    }

    private void refresh() {
        grid.getDataProvider().refreshAll();
    }

    private Component name(UserRow user) {
        var name = new Span(user.displayName());
        name.addClassName("sw-b");
        var login = new Span(user.username());
        login.addClassNames("sw-t2", "sw-s");
        return Cells.two(name, login);
    }

    private Component roles(UserRow user) {
        if (user.memberships().isEmpty()) {
            return new Span(getTranslation("admin.users.no-role"));
        }
        var text = user.memberships().stream()
                .collect(Collectors.groupingBy(
                        Users.Membership::teamName,
                        TreeMap::new,
                        Collectors.mapping(
                                membership -> getTranslation(
                                        "enum.Role." + membership.role().name()),
                                Collectors.joining(", "))))
                .entrySet()
                .stream()
                .map(team -> team.getKey() + ": " + team.getValue())
                .collect(Collectors.joining(" · "));
        var lines = new Div(text);
        lines.addClassName("sw-wrap");
        return lines;
    }

    private static Component lastSeen(UserRow user) {
        return user.lastSignInAt() == null ? new Span("—") : new When(user.lastSignInAt());
    }

    private Component state(UserRow user) {
        return user.disabled()
                ? new Pill(Tone.NONE, Icon.LOCK, getTranslation("admin.users.disabled"))
                : new Pill(Tone.GOOD, getTranslation("admin.users.enabled"));
    }

    private Component manage(UserRow user) {
        var button = Buttons.plain(
                getTranslation("admin.users.manage"),
                click -> new UserDialog(users, mine(), user, this::refresh).open());
        button.addThemeNames("small");
        button.setAriaLabel(getTranslation("admin.users.manage.of", user.displayName()));
        return button;
    }

    private void create() {
        new NewUserDialog(users, mine(), this::refresh).open();
    }

    /** The teams in which the caller may give roles. */
    private List<TeamRow> mine() {
        var actor = actors.current();
        return teams.mine().stream()
                .filter(team -> actor.holds(Permission.MANAGE_USERS, team.id()))
                .toList();
    }
}
