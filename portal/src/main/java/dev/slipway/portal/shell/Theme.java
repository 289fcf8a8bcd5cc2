package dev.slipway.portal.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinService;
import dev.slipway.portal.kit.Icon;
import jakarta.servlet.http.Cookie;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Light or dark, as chosen in this browser; kept in a cookie, so that the first paint is right. */
enum Theme {
    LIGHT(Icon.SUN, ColorScheme.Value.LIGHT, "light"),
    DARK(Icon.MOON, ColorScheme.Value.DARK, "dark"),
    SYSTEM(Icon.CONTRAST, ColorScheme.Value.LIGHT_DARK, "light dark");

    static final String COOKIE = "slipway-theme";

    private final Icon icon;
    private final ColorScheme.Value scheme;
    private final String css;

    Theme(Icon icon, ColorScheme.Value scheme, String css) {
        this.icon = icon;
        this.scheme = scheme;
        this.css = css;
    }

    Icon icon() {
        return icon;
    }

    /** The value of {@code color-scheme}. */
    String css() {
        return css;
    }

    String key() {
        return "enum.Theme." + name();
    }

    void choose() {
        var ui = UI.getCurrent();
        ui.getPage().setColorScheme(scheme);
        ui.getPage()
                .executeJs(
                        "document.cookie = $0 + '=' + $1 + '; path=/; max-age=31536000; samesite=lax'",
                        COOKIE,
                        name().toLowerCase(Locale.ROOT));
    }

    static Theme current() {
        return of(VaadinService.getCurrentRequest());
    }

    static Theme of(@Nullable VaadinRequest request) {
        var cookies = request == null ? null : request.getCookies();
        return cookies == null ? SYSTEM : of(Arrays.stream(cookies));
    }

    private static Theme of(Stream<Cookie> cookies) {
        return cookies.filter(cookie -> COOKIE.equals(cookie.getName()))
                .flatMap(cookie ->
                        Arrays.stream(values()).filter(theme -> theme.name().equalsIgnoreCase(cookie.getValue())))
                .findFirst()
                .orElse(SYSTEM);
    }
}
