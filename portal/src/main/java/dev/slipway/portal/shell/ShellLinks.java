package dev.slipway.portal.shell;

import dev.slipway.portal.kit.Paths;

/** Where one signs in, and the pages that a one-time link opens. */
public final class ShellLinks {

    static final String LOGIN = "login";
    static final String WELCOME = "welcome";
    static final String RESET = "reset";

    private ShellLinks() {}

    public static String login() {
        return LOGIN;
    }

    /** Where a reset link's secret sets a new password. */
    public static String reset(String secret) {
        return RESET + "?secret=" + Paths.segment(secret);
    }
}
