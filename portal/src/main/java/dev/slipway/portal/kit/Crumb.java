package dev.slipway.portal.kit;

/** A step of the way to a screen. @param address empty for the screen itself, which is no link */
public record Crumb(String text, String address) {

    public static Crumb here(String text) {
        return new Crumb(text, "");
    }
}
