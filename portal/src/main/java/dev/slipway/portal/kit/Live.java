package dev.slipway.portal.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.PollEvent;
import com.vaadin.flow.component.UI;

/** Keeps what is on the screen up to date while it is open: the browser asks every 0.8 seconds, and sooner while something is on its way. */
public final class Live {

    private static final int INTERVAL_MS = 800;
    private static final int SOON_MS = 300;

    private Live() {}

    /**
     * Runs {@code refresh} with each poll while the component is attached. It should be cheap when nothing changed. A screen
     * uses {@link Page#keepFresh}, which knows what to do when a refresh is refused.
     */
    public static void refresh(Component component, Runnable refresh) {
        component.addAttachListener(attached -> {
            var ui = attached.getUI();
            ui.setPollInterval(Awaited.of(ui).any() ? SOON_MS : INTERVAL_MS);
            var polling = ui.addPollListener(new OncePerMessage(ui, refresh));
            component.addDetachListener(detached -> {
                polling.remove();
                detached.unregisterListener();
            });
        });
    }

    /** Something is on its way to the screen: the browser asks more often until it {@link #arrived}. */
    static void awaits(UI ui) {
        Awaited.of(ui).count++;
        ui.setPollInterval(SOON_MS);
    }

    static void arrived(UI ui) {
        var awaited = Awaited.of(ui);
        awaited.count--;
        if (!awaited.any()) {
            ui.setPollInterval(INTERVAL_MS);
        }
    }

    /**
     * A browser that waits for an answer keeps counting, and sends the polls it missed together in its next message. One
     * refresh does for all of them; else each would wait for what is slow, and the next message would bring more.
     */
    private static final class OncePerMessage implements ComponentEventListener<PollEvent> {

        private static final long serialVersionUID = 1L;

        private final UI ui;
        private final transient Runnable refresh;
        private int answered = -1;

        OncePerMessage(UI ui, Runnable refresh) {
            this.ui = ui;
            this.refresh = refresh;
        }

        @Override
        public void onComponentEvent(PollEvent event) {
            var message = ui.getInternals().getLastProcessedClientToServerId();
            if (message != answered) {
                answered = message;
                refresh.run();
            }
        }
    }

    /** How much is on its way to one browser window. */
    private static final class Awaited {

        private int count;

        static Awaited of(UI ui) {
            var known = ComponentUtil.getData(ui, Awaited.class);
            if (known != null) {
                return known;
            }
            var first = new Awaited();
            ComponentUtil.setData(ui, Awaited.class, first);
            return first;
        }

        boolean any() {
            return count > 0;
        }
    }
}
