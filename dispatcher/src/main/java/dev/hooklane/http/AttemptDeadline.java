package dev.hooklane.http;

import java.io.IOException;
import java.time.Duration;
import okhttp3.Call;
import okhttp3.Response;

/**
 * When the attempt that runs on this thread must be over. OkHttp cuts what it waits for itself, but
 * asks a resolver without saying for which call, and waits for its answer.
 */
final class AttemptDeadline {
    private static final ScopedValue<Long> END_NANOS = ScopedValue.newInstance();

    private AttemptDeadline() {}

    static Response execute(Call call, long endNanos) throws IOException {
        return ScopedValue.where(END_NANOS, endNanos).call(call::execute);
    }

    /** This long, or what is left for the attempt if that is less. */
    static Duration within(Duration most) {
        if (!END_NANOS.isBound()) {
            return most;
        }
        long leftNanos = END_NANOS.get() - System.nanoTime();
        return leftNanos < most.toNanos() ? Duration.ofNanos(Math.max(0, leftNanos)) : most;
    }
}
