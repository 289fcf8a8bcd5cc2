package dev.slipway.portal.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.kernel.Problem;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;

/**
 * What a slow part has to tell: the page is there before it, and it fails in its own place. Shown at once when the answer is
 * quick; else as a skeleton that the next poll replaces, so the page around it has to be {@link Live}.
 */
public final class Later extends Div {

    private static final long serialVersionUID = 1L;

    private static final long QUICK_MS = 200;

    private Later() {}

    /** @param load runs on a thread of its own, as the person who looks; @param show makes the content of its answer */
    public static <T> Later of(Supplier<T> load, Function<T, Component> show) {
        var later = new Later();
        var ui = UI.getCurrent();
        var answer = later.begin(load);
        if (!later.showIfQuick(answer, show)) {
            later.add(skeleton());
            answer.whenComplete((found, failure) -> ui.access(() -> later.replace(found, failure, show)));
        }
        return later;
    }

    private <T> CompletableFuture<T> begin(Supplier<T> load) {
        var answer = new CompletableFuture<T>();
        Thread.ofVirtual().name("later").start(new DelegatingSecurityContextRunnable(() -> {
            try {
                answer.complete(load.get());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        }));
        return answer;
    }

    private <T> boolean showIfQuick(CompletableFuture<T> answer, Function<T, Component> show) {
        try {
            replace(answer.get(QUICK_MS, TimeUnit.MILLISECONDS), null, show);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            replace(null, e.getCause(), show);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private <T> void replace(@Nullable T found, @Nullable Throwable failure, Function<T, Component> show) {
        removeAll();
        if (failure instanceof Problem problem) {
            add(new Refusal(problem));
        } else if (failure instanceof RuntimeException unexpected) {
            throw unexpected;
        } else if (found != null) {
            add(show.apply(found));
        }
    }

    private static Component skeleton() {
        var lines = new Div(line("60%"), line("80%"), line("45%"));
        lines.addClassNames("sw-pad", "sw-col");
        lines.getElement().setAttribute("aria-busy", "true");
        return lines;
    }

    private static Span line(String width) {
        var line = new Span();
        line.addClassName("sw-skel");
        line.setWidth(width);
        return line;
    }
}
