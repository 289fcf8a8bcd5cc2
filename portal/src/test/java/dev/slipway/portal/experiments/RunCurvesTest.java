package dev.slipway.portal.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.BrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.browserless.internal.MockVaadin;
import com.vaadin.flow.component.UI;
import dev.slipway.experiments.Runs.CurvePoint;
import dev.slipway.portal.kit.Chart;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

@ViewPackages(packages = "dev.slipway.portal.kit")
class RunCurvesTest extends BrowserlessTest {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private CountDownLatch gate = new CountDownLatch(0);

    @Test
    void readsOnlyWhatHasNewPointsAndKeepsTheCharts() {
        var curves = shown(Map.of("loss", 5L, "accuracy", 5L));
        var charts = charts();
        assertThat(charts).hasSize(2);
        assertThat(asked).containsExactlyInAnyOrder("loss", "accuracy");

        asked.clear();
        curves.show(Map.of("loss", 5L, "accuracy", 5L), Map.of());
        assertThat(asked).isEmpty();

        curves.show(Map.of("loss", 12345L, "accuracy", 5L), Map.of());
        assertThat(asked).containsExactly("loss");
        assertThat(charts()).containsExactlyElementsOf(charts);

        curves.show(Map.of("loss", 12345L, "accuracy", 5L, "mae", 1L), Map.of());
        assertThat(charts()).hasSize(3).containsAll(charts);
    }

    @Test
    void readsOnceAtATimeAndLeavesMeanwhileWhatStands() {
        var curves = shown(Map.of("loss", 5L));
        asked.clear();
        gate = new CountDownLatch(1);

        curves.show(Map.of("loss", 6L), Map.of());
        curves.show(Map.of("loss", 7L), Map.of());

        assertThat(charts()).hasSize(1);
        gate.countDown();
        await().pollInSameThread().untilAsserted(() -> {
            MockVaadin.clientRoundtrip();
            curves.show(Map.of("loss", 7L), Map.of());
            assertThat(asked).containsExactly("loss", "loss");
        });
        assertThat(charts()).hasSize(1);
    }

    private RunCurves shown(Map<String, Long> steps) {
        var curves = new RunCurves(this::history);
        UI.getCurrent().add(curves);
        curves.show(steps, Map.of());
        await().pollInSameThread().untilAsserted(() -> {
            MockVaadin.clientRoundtrip();
            assertThat(charts()).isNotEmpty();
        });
        return curves;
    }

    private List<Chart> charts() {
        return $(Chart.class).all();
    }

    private List<CurvePoint> history(String key) {
        asked.add(key);
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.of(new CurvePoint(1, Instant.EPOCH, 0.5), new CurvePoint(asked.size() + 1L, Instant.EPOCH, 0.25));
    }
}
