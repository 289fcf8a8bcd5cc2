package dev.slipway.portal.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.PollEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import dev.slipway.kernel.Problem;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@ViewPackages(packages = "dev.slipway.portal.kit")
class LiveTest extends BrowserlessTest {

    private final AtomicInteger polls = new AtomicInteger();

    @Test
    void restsWhileTheScreenIsNotShown() {
        var screen = new Div("as it was");
        Live.refresh(screen, polls::incrementAndGet);
        UI.getCurrent().add(screen);
        UI.getCurrent().remove(screen);

        poll();

        assertThat(polls).hasValue(0);
    }

    @Test
    void keepsThePageWhileAPartIsDownAndTriesAgainWithTheNextPoll() {
        var page = new Screen(() -> {
            if (polls.incrementAndGet() == 1) {
                throw new Refused(Problem.Kind.UNAVAILABLE);
            }
        });

        poll();
        assertThat(page.getElement().getTextRecursively()).contains("as it was", "as it is known");
        poll();

        assertThat(polls).hasValue(2);
    }

    @Test
    void saysThatTheThingIsGoneAndAsksNoMore() {
        var page = new Screen(() -> {
            polls.incrementAndGet();
            throw new Refused(Problem.Kind.NOT_FOUND);
        });

        poll();
        poll();

        assertThat(page.getElement().getTextRecursively())
                .contains("It is NOT_FOUND.")
                .doesNotContain("as it was");
        assertThat(polls).hasValue(1);
    }

    @Test
    void looksAgainWhenItIsOpenedAgain() {
        var page = new Screen(() -> {
            throw new Refused(Problem.Kind.FORBIDDEN);
        });
        poll();

        page.open();

        assertThat(page.getElement().getTextRecursively()).contains("as it was").doesNotContain("FORBIDDEN");
    }

    @Test
    void offersTheWayBackFromARefusal() {
        var page = new Screen(() -> {
            throw new Refused(Problem.Kind.NOT_FOUND);
        });

        poll();

        assertThat(page.getElement().getOuterHTML()).contains("href=\"screens\"");
    }

    @Test
    void refreshesOnceForAllPollsThatABrowserMissed() {
        var screen = new Div();
        Live.refresh(screen, polls::incrementAndGet);
        UI.getCurrent().add(screen);
        poll();

        fire();
        fire();
        assertThat(polls).hasValue(1);
        poll();

        assertThat(polls).hasValue(2);
    }

    /** In a message of its own. */
    private static void poll() {
        var known = UI.getCurrent().getInternals();
        known.setLastProcessedClientToServerId(known.getLastProcessedClientToServerId() + 1, new byte[0]);
        fire();
    }

    private static void fire() {
        var ui = UI.getCurrent();
        ComponentUtil.fireEvent(ui, new PollEvent(ui, true));
    }

    private static final class Screen extends Page implements HasCrumbs {

        private static final long serialVersionUID = 1L;

        Screen(Runnable refresh) {
            title("as it is known");
            open();
            keepFresh(refresh);
            UI.getCurrent().add(this);
        }

        void open() {
            clearContent();
            attempt(() -> add(new Div("as it was")));
        }

        @Override
        public List<Crumb> crumbs() {
            return List.of(new Crumb("Screens", "screens"), Crumb.here("this"));
        }
    }

    private static final class Refused extends Problem {

        private static final long serialVersionUID = 1L;

        Refused(Kind kind) {
            super(kind, "refused", "It is " + kind + ".");
        }
    }
}
