package dev.slipway.experiments.internal.mlflow;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A stream from MLflow of which each read has a time limit, so that one that stalls holds nobody for ever. */
final class TimedStream extends FilterInputStream {

    private final Duration limit;

    TimedStream(InputStream in, Duration limit) {
        super(in);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** Ends the stream from outside when the limit passes, which wakes the reader. */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        var stalled = new CompletableFuture<Void>();
        var watch = stalled.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).exceptionally(timeout -> {
            closeQuietly();
            return null;
        });
        try {
            var read = super.read(bytes, offset, length);
            if (!stalled.complete(null)) {
                throw stopped();
            }
            return read;
        } catch (IOException e) {
            throw stalled.isCompletedExceptionally() ? stopped() : e;
        } finally {
            watch.cancel(false);
        }
    }

    private IOException stopped() {
        return new HttpTimeoutException("MLflow stopped sending for " + limit.toMillis() + " ms.");
    }

    private void closeQuietly() {
        try {
            in.close();
        } catch (IOException ignored) {
            // The reader is told by its own exception.
        }
    }
}
