package dev.slipway.experiments.internal.mlflow;

import java.io.IOException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/**
 * How many runs are asked for at once. A run carries whatever was logged to it, so that a page can be too much for the time
 * limit: then less is asked for, and again more once answers come quickly.
 */
final class PageSize {

    private static final int TRIES = 3;
    private static final int SMALLER = 5;
    private static final int QUICK = 10;

    private final Duration limit;
    private volatile int most = Integer.MAX_VALUE / 2;

    PageSize(Duration limit) {
        this.limit = limit;
    }

    <T> T fitting(int wanted, Page<T> page) throws IOException {
        for (var left = TRIES - 1; ; left--) {
            var size = Math.min(wanted, most);
            try {
                return timed(page, size);
            } catch (HttpConnectTimeoutException e) {
                throw e;
            } catch (HttpTimeoutException e) {
                most = Math.max(1, size / SMALLER);
                if (left == 0 || size == 1) {
                    throw e;
                }
            }
        }
    }

    private <T> T timed(Page<T> page, int size) throws IOException {
        var begun = System.nanoTime();
        var answer = page.read(size);
        if (size == most && System.nanoTime() - begun < limit.toNanos() / QUICK) {
            most = size * 2;
        }
        return answer;
    }

    interface Page<T> {
        T read(int size) throws IOException;
    }
}
