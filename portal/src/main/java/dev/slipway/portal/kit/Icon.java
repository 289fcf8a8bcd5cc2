package dev.slipway.portal.kit;

import com.vaadin.flow.component.html.Span;

/** An outline of the sprite {@code icons.svg}. It says nothing to a screen reader: the word beside it does. */
public enum Icon {
    HOME("home"),
    FLASK("flask"),
    MODELS("models"),
    PROMOTE("promote"),
    PIPELINE("pipeline"),
    ENDPOINT("endpoint"),
    HEALTH("health"),
    PORTFOLIO("portfolio"),
    AUDIT("audit"),
    SETTINGS("settings"),
    SEARCH("search"),
    SUN("sun"),
    MOON("moon"),
    CONTRAST("contrast"),
    BELL("bell"),
    CHEVRON_DOWN("chevdown"),
    CHEVRON_RIGHT("chevright"),
    CHECK("check"),
    CHECK_CIRCLE("checkc"),
    WARNING("warn"),
    CRITICAL("crit"),
    NO_DATA("nodata"),
    CLOCK("clock"),
    HOURGLASS("hour"),
    PLAY("play"),
    X("x"),
    X_CIRCLE("xc"),
    PLUS("plus"),
    FILTER("filter"),
    COLUMNS("columns"),
    DOWNLOAD("download"),
    MORE("more"),
    STAR("star"),
    BRANCH("branch"),
    COMPARE("compare"),
    TABLE("table"),
    IMAGE("image"),
    COPY("copy"),
    USER("user"),
    USERS("users"),
    SHIELD("shield"),
    ROCKET("rocket"),
    UP("up"),
    DOWN("down"),
    FLAT("flat"),
    UNDO("undo"),
    REFRESH("refresh"),
    CALENDAR("calendar"),
    TAG("tag"),
    FILE("file"),
    FOLDER("folder"),
    LOCK("lock"),
    INFO("info"),
    ARCHIVE("archive"),
    SKIP("skip"),
    LOADER("loader"),
    EYE("eye"),
    LINK("link"),
    TERMINAL("terminal"),
    MENU("menu"),
    PLUG("plug"),
    EMPTY("empty"),
    EXTERNAL("external"),
    DATABASE("database"),
    GAUGE("gauge"),
    COMMENT("comment"),
    WAVES("waves"),
    ARROW_RIGHT("arrowr"),
    FLAG("flag"),
    KEY("key"),
    STAGE_DEVELOPMENT("st-dev"),
    STAGE_STAGING("st-staging"),
    STAGE_PRODUCTION("st-prod"),
    STAGE_ARCHIVED("st-arch"),
    LOGO("logo");

    private final String id;

    Icon(String id) {
        this.id = id;
    }

    /** Its name in the sprite, for a template's {@code <use>}. */
    public String id() {
        return id;
    }

    /** 16 pixels, in the colour of the text around it. */
    public Span create() {
        var icon = new Span();
        icon.addClassName("sw-i");
        icon.getElement().setProperty("innerHTML", svg());
        return icon;
    }

    /** 14 pixels. */
    public Span createSmall() {
        var icon = create();
        icon.addClassName("s");
        return icon;
    }

    /** 20 pixels. */
    public Span createLarge() {
        var icon = create();
        icon.addClassName("l");
        return icon;
    }

    /** For templates of a grid's cells. */
    public String svg() {
        return "<svg aria-hidden=\"true\"><use href=\"icons.svg#" + id + "\"/></svg>";
    }
}
