package dev.slipway.experiments.internal.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageSizeTest {

    private final PageSize sizes = new PageSize(Duration.ofHours(1));
    private final List<Integer> asked = new ArrayList<>();
    private int most = Integer.MAX_VALUE;

    @Test
    void asksForLessWhenItTookTooLongAndForMoreAgainWhenItIsQuick() throws IOException {
        most = 30;
        assertThat(ask()).isEqualTo(20);
        assertThat(asked).containsExactly(500, 100, 20);

        most = Integer.MAX_VALUE;
        asked.clear();
        for (var page = 0; page < 5; page++) {
            ask();
        }
        assertThat(asked).containsExactly(40, 80, 160, 320, 500);
    }

    @Test
    void givesUpAfterThreeTriesAndGoesOnFromThere() throws IOException {
        most = 0;
        assertThatThrownBy(this::ask).isInstanceOf(HttpTimeoutException.class);
        assertThat(asked).containsExactly(500, 100, 20);
        assertThatThrownBy(this::ask).isInstanceOf(HttpTimeoutException.class);
        assertThat(asked).endsWith(4, 1);

        most = 1;
        assertThat(ask()).isEqualTo(1);
    }

    @Test
    void doesNotTakeAServerThatIsAwayForAPageThatIsTooLarge() throws IOException {
        assertThatThrownBy(() -> sizes.fitting(500, size -> {
                    throw new HttpConnectTimeoutException("away");
                }))
                .isInstanceOf(HttpConnectTimeoutException.class);

        assertThat(ask()).isEqualTo(500);
    }

    private int ask() throws IOException {
        return sizes.fitting(500, size -> {
            asked.add(size);
            if (size > most) {
                throw new HttpTimeoutException("too much");
            }
            return size;
        });
    }
}
