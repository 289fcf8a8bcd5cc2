package dev.slipway.portal.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
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
 * What a slow part has to tell: the page is there before it, and when it does not answer, that is said in this place and nowhere
 * else. Shown at once when the answer is quick; else as a skeleton that the next poll of the layout replaces.
 */
public final class Later<T> extends Div {

    private static final long serialVersionUID = 1L;

    private static final long QUICK_MS = 200;
    private static final int LINES = 3;

    private final transient Supplier<T> load;
    private final transient Function<T, Component> show;
    private final @Nullable Component meanwhile;

    private Later(Supplier<T> load, Function<T, Component> show, @Nullable Component meanwhile) {
        this.load = load;
        this.show = show;
        this.meanwhile = meanwhile;
    }

    /** @param load runs on a thread of its own, as the person who looks; @param show makes the content of its answer */
    public static <T> Later<T> of(Supplier<T> load, Function<T, Component> show) {
        return of(load, show, null);
    }

    /** @param meanwhile what stands here until the answer comes, null for a skeleton */
    public static <T> Later<T> of(Supplier<T> load, Function<T, Component> show, @Nullable Component meanwhile) {
        var later = new Later<>(load, show, meanwhile);
        later.begin();
        return later;
    }

    private void begin() {
        removeAll();
        var ui = UI.getCurrent();
        var answer = ask();
        if (!showIfQuick(answer)) {
            add(meanwhile == null ? new Skeleton(LINES) : meanwhile);
            Live.awaits(ui);
            answer.whenComplete((found, failure) -> ui.access(() -> {
                Live.arrived(ui);
                replace(found, failure);
            }));
        }
    }

    private CompletableFuture<T> ask() {
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

    private boolean showIfQuick(CompletableFuture<T> answer) {
        try {
            replace(answer.get(QUICK_MS, TimeUnit.MILLISECONDS), null);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            replace(null, e.getCause());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void replace(@Nullable T found, @Nullable Throwable failure) {
        removeAll();
        if (failure instanceof Problem problem) {
            add(refusal(problem));
        } else if (failure instanceof RuntimeException unexpected) {
            throw unexpected;
        } else if (found != null) {
            add(show.apply(found));
        }
    }

    private Refusal refusal(Problem problem) {
        return problem.isPassing()
                ? new Refusal(problem, Buttons.plain(Icon.REFRESH, getTranslation("kit.again"), click -> begin()))
                : new Refusal(problem);
    }
}
