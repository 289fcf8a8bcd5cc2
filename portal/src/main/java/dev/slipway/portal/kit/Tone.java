package dev.slipway.portal.kit;

/** How something is. Always shown with an icon and a word: the colour is never alone. */
public enum Tone {
    GOOD("good", Icon.CHECK_CIRCLE),
    WARN("warn", Icon.WARNING),
    CRITICAL("crit", Icon.CRITICAL),
    NONE("none", Icon.NO_DATA),
    WAIT("wait", Icon.HOURGLASS),
    LIVE("live", Icon.LOADER);

    private final String css;
    private final Icon icon;

    Tone(String css, Icon icon) {
        this.css = css;
        this.icon = icon;
    }

    public String css() {
        return css;
    }

    public Icon icon() {
        return icon;
    }
}
