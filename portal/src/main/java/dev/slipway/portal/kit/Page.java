package dev.slipway.portal.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import dev.slipway.kernel.Problem;

/** The root of a screen: a head with the name, its pills, a line of facts and the actions; then the content. */
public abstract class Page extends Main {

    private static final long serialVersionUID = 1L;

    private final H1 title = new H1();
    private final Div titleLine = new Div(title);
    private final Div meta = new Div();
    private final Div actions = new Div();
    private final Header head = new Header();
    private boolean refused;

    protected Page() {
        addClassName("sw-page");
        head.addClassName("sw-head");
        titleLine.addClassName("sw-head-title");
        actions.addClassName("sw-head-actions");
        var main = new Div(titleLine, meta);
        main.addClassName("sw-head-main");
        head.add(main, actions);
        add(head);
    }

    /** The name of the thing, or the sentence that is the answer, with what stands beside it on the line. */
    protected final void title(String text, Component... pills) {
        title.setText(text);
        titleLine.removeAll();
        titleLine.add(title);
        titleLine.add(pills);
    }

    /** One line of facts, divided by dots. */
    protected final void meta(Component... facts) {
        meta.setClassName("sw-meta");
        meta.removeAll();
        meta.add(facts);
    }

    /** A sentence under the title. */
    protected final void lead(String sentence) {
        meta.setClassName("sw-lead");
        meta.removeAll();
        meta.add(new Span(sentence));
    }

    /** At most three; the primary one last. */
    protected final void actions(Component... buttons) {
        actions.removeAll();
        actions.add(buttons);
    }

    /** Shows what there is or, in its place, why it cannot be shown. */
    protected final void attempt(Runnable show) {
        refused = false;
        try {
            show.run();
        } catch (Problem problem) {
            showRefusal(problem);
        }
    }

    /**
     * Runs {@code refresh} with each poll while the page is open. While a part is down the page stays as it was; when what it
     * shows is gone, or no longer the reader's, it says so and rests.
     */
    protected final void keepFresh(Runnable refresh) {
        Live.refresh(this, () -> {
            if (!refused) {
                refreshBy(refresh);
            }
        });
    }

    private void refreshBy(Runnable refresh) {
        try {
            refresh.run();
        } catch (Problem problem) {
            if (!problem.isPassing()) {
                showRefusal(problem);
            }
        }
    }

    /** Puts the refusal in the place of the content. */
    protected void showRefusal(Problem problem) {
        refused = true;
        clearContent();
        meta();
        actions();
        add(new Refusal(problem, wayBack()));
    }

    private Component[] wayBack() {
        return this instanceof HasCrumbs below
                ? below.crumbs().stream()
                        .filter(crumb -> !crumb.address().isEmpty())
                        .limit(1)
                        .map(crumb -> new Anchor(crumb.address(), crumb.text()))
                        .toArray(Component[]::new)
                : new Component[0];
    }

    /** Takes the content away and leaves the head. */
    protected final void clearContent() {
        getChildren().filter(child -> child != head).toList().forEach(this::remove);
    }
}
