package dev.slipway.portal.kit;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;

/** Asks before something that cannot simply be taken back. */
public final class Sure {

    private Sure() {}

    /** @param loss what is lost by it; @param verb on the button, the same word as on the one that asked */
    public static void ask(String title, String loss, String verb, Runnable action) {
        var dialog = new ConfirmDialog(title, loss, verb, sure -> action.run());
        dialog.setCancelable(true);
        dialog.setCancelText(dialog.getTranslation("kit.cancel"));
        dialog.setConfirmButtonTheme("error primary");
        dialog.open();
    }
}
