package dev.slipway.portal.kit;

import com.vaadin.flow.component.Component;

/** Keeps what is on the screen up to date while it is open: the browser asks every second and a half. */
public final class Live {

    private static final int INTERVAL_MS = 1_500;

    private Live() {}

    /**
     * Runs {@code refresh} with each poll while the component is attached. It should be cheap when nothing changed. A screen
     * uses {@link Page#keepFresh}, which knows what to do when a refresh is refused.
     */
    public static void refresh(Component component, Runnable refresh) {
        component.addAttachListener(attached -> {
            var ui = attached.getUI();
            ui.setPollInterval(INTERVAL_MS);
            var polling = ui.addPollListener(event -> refresh.run());
            component.addDetachListener(detached -> {
                polling.remove();
                detached.unregisterListener();
            });
        });
    }
}
