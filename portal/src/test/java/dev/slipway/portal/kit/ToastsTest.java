package dev.slipway.portal.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.notification.Notification;
import org.junit.jupiter.api.Test;

@ViewPackages(packages = "dev.slipway.portal.kit")
class ToastsTest extends BrowserlessTest {

    @Test
    void doesNotSayTheSameTwiceWhileItStandsThere() {
        Toasts.failed("The database is not answering.");
        Toasts.failed("The database is not answering.");

        assertThat($(Notification.class).all()).hasSize(1);
    }

    @Test
    void saysAnotherThingBesides() {
        Toasts.failed("The database is not answering.");
        Toasts.failed("MLflow is not answering.");

        assertThat($(Notification.class).all()).hasSize(2);
    }
}
