package dev.slipway.portal.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ErrorHandler;
import dev.slipway.kernel.Problem;
import dev.slipway.portal.kit.Toasts;
import java.util.Locale;

/** What nobody caught while somebody acted on a screen: said in words, and what was typed stays. */
final class Mishaps implements ErrorHandler {

    private static final long serialVersionUID = 1L;

    private final Translations texts;

    Mishaps(Translations texts) {
        this.texts = texts;
    }

    @Override
    public void error(ErrorEvent event) {
        var cause = event.getThrowable();
        var sentence = cause instanceof Problem problem ? problem.getMessage() : failed(cause);
        if (UI.getCurrent() != null) {
            Toasts.failed(sentence);
        }
    }

    private String failed(Throwable cause) {
        var incident = Incident.of(cause);
        return incident.databaseDown() ? texts.getTranslation("shell.database.toast", Locale.ENGLISH) : incident.sentence(texts);
    }
}
