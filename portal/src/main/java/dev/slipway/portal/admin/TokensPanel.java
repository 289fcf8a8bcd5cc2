package dev.slipway.portal.admin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Span;
import dev.slipway.kernel.Problem;
import dev.slipway.portal.kit.Buttons;
import dev.slipway.portal.kit.EmptyState;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Panel;
import dev.slipway.portal.kit.Pill;
import dev.slipway.portal.kit.Sure;
import dev.slipway.portal.kit.Table;
import dev.slipway.portal.kit.Toasts;
import dev.slipway.portal.kit.Tone;
import dev.slipway.portal.kit.When;
import dev.slipway.security.Scope;
import dev.slipway.security.Tokens;
import dev.slipway.security.Tokens.TokenRow;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What scripts sign in with, on one's own behalf. */
final class TokensPanel extends Composite<Panel> {

    private static final long serialVersionUID = 1L;

    private final transient Tokens tokens;
    private final transient Clock clock;

    TokensPanel(Tokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
        getContent().end(Buttons.plain(Icon.PLUS, getTranslation("admin.tokens.new"), click -> ask()));
        refresh();
    }

    @Override
    protected Panel initContent() {
        return new Panel(getTranslation("admin.tokens"));
    }

    private void ask() {
        new TokenDialog(tokens, clock, this::refresh).open();
    }

    private void refresh() {
        var mine = tokens.mine();
        getContent().content(mine.isEmpty() ? nothing() : table(mine));
    }

    private Component nothing() {
        return new EmptyState(Icon.KEY, getTranslation("admin.tokens.none"), getTranslation("admin.tokens.none.words"));
    }

    private Table table(List<TokenRow> mine) {
        var table = new Table(getTranslation("admin.tokens"))
                .column(getTranslation("admin.tokens.name"))
                .column(getTranslation("admin.tokens.scopes"))
                .column(getTranslation("admin.tokens.state"))
                .column(getTranslation("admin.tokens.used"))
                .column(getTranslation("admin.actions"));
        mine.forEach(token -> table.row(name(token), scopes(token.scopes()), state(token), used(token), action(token)));
        return table;
    }

    private static Component name(TokenRow token) {
        var name = new Span(token.name());
        name.addClassName("sw-b");
        var prefix = new Span(token.prefix() + "…");
        prefix.addClassNames("sw-mono", "sw-t2", "sw-s");
        return Cells.two(name, prefix);
    }

    private Component scopes(Set<Scope> scopes) {
        return new Span(scopes.stream()
                .sorted()
                .map(scope -> getTranslation("enum.Scope." + scope.name()))
                .collect(Collectors.joining(", ")));
    }

    private Component state(TokenRow token) {
        if (token.revokedAt() != null) {
            return Cells.two(
                    new Pill(Tone.NONE, Icon.X_CIRCLE, getTranslation("admin.tokens.revoked")),
                    new When(token.revokedAt()));
        }
        var over = token.expiresAt().isBefore(clock.instant());
        return Cells.two(
                over
                        ? new Pill(Tone.NONE, Icon.CLOCK, getTranslation("admin.tokens.expired"))
                        : new Pill(Tone.GOOD, getTranslation("admin.tokens.valid")),
                Cells.beside(new Span(getTranslation("admin.tokens.until")), new When(token.expiresAt())));
    }

    private Component used(TokenRow token) {
        if (token.lastUsedAt() == null) {
            return new Span(getTranslation("admin.tokens.never"));
        }
        var from = new Span(token.lastUsedFrom() == null ? "" : token.lastUsedFrom());
        from.addClassNames("sw-t2", "sw-s");
        return Cells.two(new When(token.lastUsedAt()), from);
    }

    private Component action(TokenRow token) {
        if (token.revokedAt() != null || token.expiresAt().isBefore(clock.instant())) {
            return new Span("—");
        }
        var button = Buttons.plain(getTranslation("admin.tokens.revoke"), click -> confirm(token));
        button.addThemeNames("small");
        button.setAriaLabel(getTranslation("admin.tokens.revoke.of", token.name()));
        return button;
    }

    private void confirm(TokenRow token) {
        Sure.ask(
                getTranslation("admin.tokens.revoke.of", token.name()),
                getTranslation("admin.tokens.revoke.words"),
                getTranslation("admin.tokens.revoke"),
                () -> revoke(token));
    }

    private void revoke(TokenRow token) {
        try {
            tokens.revoke(token.id());
        } catch (Problem problem) {
            Toasts.refused(problem);
        }
        refresh();
    }
}
