package dev.slipway.portal.home;

/** Where the first screen is. */
public final class HomeLinks {

    static final String HOME = "";

    private HomeLinks() {}

    public static String home() {
        return HOME;
    }
}
