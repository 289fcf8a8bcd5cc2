package dev.slipway.portal.kit;

import com.vaadin.flow.component.html.Span;

/** Which version: monospace, blue when it is the new one. */
public final class VersionTag extends Span {

    private static final long serialVersionUID = 1L;

    public VersionTag(String version) {
        super("v" + version);
        addClassName("sw-ver");
    }

    public static VersionTag ofNew(String version) {
        var tag = new VersionTag(version);
        tag.addClassName("new");
        return tag;
    }
}
