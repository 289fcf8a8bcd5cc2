package dev.slipway.portal.kit;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.Notification.Position;
import dev.slipway.kernel.Problem;
import java.io.Serializable;

/** Short words at the edge of the screen after an action. */
public final class Toasts {

    private static final int SHORT = 4_000;
    private static final int LONG = 10_000;

    private Toasts() {}

    public static void say(String sentence) {
        Notification.show(sentence, SHORT, Position.BOTTOM_START);
    }

    /** With the way to what came of it. */
    public static void say(String sentence, Anchor link) {
        var toast = new Notification(new Span(new Span(sentence + " "), link));
        toast.setDuration(LONG);
        toast.setPosition(Position.BOTTOM_START);
        toast.open();
    }

    /** What was refused and what to do, as the service said it. */
    public static void refused(Problem problem) {
        failed(problem.getMessage());
    }

    /** What went wrong, why, and what to do. Not said again while it still stands there. */
    public static void failed(String sentence) {
        var ui = UI.getCurrent();
        var before = ComponentUtil.getData(ui, Said.class);
        if (before != null && before.toast().isOpened() && before.sentence().equals(sentence)) {
            return;
        }
        var toast = Notification.show(sentence, LONG, Position.BOTTOM_START);
        toast.addThemeName("error");
        toast.setAssertive(true);
        ComponentUtil.setData(ui, Said.class, new Said(sentence, toast));
    }

    private record Said(String sentence, Notification toast) implements Serializable {}
}
