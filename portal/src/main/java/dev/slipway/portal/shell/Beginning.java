package dev.slipway.portal.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.SystemMessages;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import dev.slipway.portal.kit.Viewer;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What each tab is given when it opens: its light, its time zone, and words for when the connection or the sign-in ends. */
@Component
class Beginning implements VaadinServiceInitListener {

    private static final long serialVersionUID = 1L;

    private static final int RECONNECT_MS = 2_000;

    /** Four hours: longer than any restart or upgrade. */
    private static final int RECONNECT_ATTEMPTS = 7_200;

    private final Translations texts;
    private final SystemMessages messages;

    Beginning(Translations texts) {
        this.texts = texts;
        this.messages = messages();
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().setSystemMessagesProvider(info -> messages);
        event.addIndexHtmlRequestListener(Beginning::light);
        event.getSource().addSessionInitListener(begun -> begun.getSession().setErrorHandler(new Mishaps(texts)));
        event.getSource().addUIInitListener(begun -> begin(begun.getUI()));
    }

    private static void light(IndexHtmlResponse response) {
        var theme = Theme.of(response.getVaadinRequest());
        var html = response.getDocument().selectFirst("html");
        if (html == null) {
            return;
        }
        html.attr("style", "color-scheme: " + theme.css());
        html.attr("lang", Locale.ENGLISH.getLanguage());
        if (theme == Theme.DARK) {
            html.attr("theme", "dark");
        }
    }

    private void begin(UI ui) {
        Viewer.remember(ui.getPage().getExtendedClientDetails().getTimeZoneId());
        var lost = ui.getReconnectDialogConfiguration();
        lost.setDialogText(text("shell.lost.trying"));
        lost.setDialogTextGaveUp(text("shell.lost.gave-up"));
        lost.setReconnectInterval(RECONNECT_MS);
        lost.setReconnectAttempts(RECONNECT_ATTEMPTS);
    }

    private SystemMessages messages() {
        var words = new CustomizedSystemMessages();
        words.setSessionExpiredNotificationEnabled(true);
        words.setSessionExpiredCaption(text("shell.session.title"));
        words.setSessionExpiredMessage(text("shell.session.words"));
        words.setInternalErrorCaption(text("shell.failed.title"));
        words.setInternalErrorMessage(text("shell.failed.reload"));
        words.setCookiesDisabledNotificationEnabled(true);
        words.setCookiesDisabledCaption(text("shell.cookies.title"));
        words.setCookiesDisabledMessage(text("shell.cookies.words"));
        return words;
    }

    private String text(String key) {
        return texts.getTranslation(key, Locale.ENGLISH);
    }
}
