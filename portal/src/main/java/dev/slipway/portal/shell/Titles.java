package dev.slipway.portal.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.PageTitle;
import org.jspecify.annotations.Nullable;

/** What a screen calls itself. */
final class Titles {

    private static final String PRODUCT = " · Slipway";

    private Titles() {}

    /** Without the product's name, which stands beside it already. */
    static String of(@Nullable Component screen) {
        var title = full(screen);
        return title.endsWith(PRODUCT) ? title.substring(0, title.length() - PRODUCT.length()) : title;
    }

    private static String full(@Nullable Component screen) {
        if (screen instanceof HasDynamicTitle titled) {
            return titled.getPageTitle();
        }
        var title = screen == null ? null : screen.getClass().getAnnotation(PageTitle.class);
        return title == null ? "" : title.value();
    }
}
