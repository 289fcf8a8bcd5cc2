package dev.slipway.portal.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.BrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.browserless.internal.MockVaadin;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Span;
import dev.slipway.kernel.Problem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

@ViewPackages(packages = "dev.slipway.portal.kit")
class LaterTest extends BrowserlessTest {

    @Test
    void showsAQuickAnswerAtOnce() {
        assertThat(text(Later.of(() -> "here", Span::new))).isEqualTo("here");
    }

    @Test
    void showsTheShapeOfASlowAnswerUntilItIsThere() {
        var answer = new CountDownLatch(1);
        var later = Later.of(
                () -> {
                    pass(answer);
                    return "here";
                },
                Span::new);
        UI.getCurrent().add(later);
        assertThat(text(later)).isEmpty();
        assertThat(later.getElement().getOuterHTML()).contains("role=\"status\"");

        answer.countDown();

        await().pollInSameThread().untilAsserted(() -> {
            MockVaadin.clientRoundtrip();
            assertThat(text(later)).isEqualTo("here");
        });
    }

    @Test
    void asksAgainWhenToldToAfterAPartWasDown() {
        var answers = new ArrayDeque<Supplier<String>>(List.of(
                () -> {
                    throw new Refused(Problem.Kind.UNAVAILABLE);
                },
                () -> "back"));
        var later = later(answers);
        assertThat(text(later)).contains("It is UNAVAILABLE.");

        test($(Button.class, later).single()).click();

        assertThat(text(later)).isEqualTo("back");
    }

    @Test
    void offersNoSecondTryForWhatIsNotThere() {
        var later = later(new ArrayDeque<>(List.of(() -> {
            throw new Refused(Problem.Kind.NOT_FOUND);
        })));

        assertThat(text(later)).contains("It is NOT_FOUND.");
        assertThat($(Button.class, later).exists()).isFalse();
    }

    private static Later<String> later(Deque<Supplier<String>> answers) {
        var later = Later.of(() -> answers.remove().get(), Span::new);
        UI.getCurrent().add(later);
        return later;
    }

    private static String text(Later<?> later) {
        return later.getElement().getTextRecursively();
    }

    private static void pass(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Refused extends Problem {

        private static final long serialVersionUID = 1L;

        Refused(Kind kind) {
            super(kind, "refused", "It is " + kind + ".");
        }
    }
}
