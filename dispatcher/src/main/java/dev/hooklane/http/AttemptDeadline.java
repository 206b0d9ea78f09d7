package dev.hooklane.http;

import dev.hooklane.event.AccountId;
import dev.hooklane.share.ShareOwner;
import java.io.IOException;
import java.time.Duration;
import okhttp3.Call;
import okhttp3.Response;

/**
 * When the attempt that runs on this thread must be over, and how it shares its time to connect.
 * OkHttp limits its own waits, but it asks a resolver without saying for which call, and gives each
 * address all the time there is.
 */
final class AttemptDeadline {
    private static final ScopedValue<Long> END_NANOS = ScopedValue.newInstance();
    private static final ScopedValue<ConnectShare> CONNECTING = ScopedValue.newInstance();

    private AttemptDeadline() {}

    /** Makes the call; its look-ups and connections count towards the account's shares. */
    static Response execute(Call call, AccountId account, long endNanos) throws IOException {
        return ShareOwner.<Response, IOException>run(
                account,
                () ->
                        ScopedValue.where(END_NANOS, endNanos)
                                .where(CONNECTING, new ConnectShare())
                                .call(call::execute));
    }

    /** Returns this duration, or the time left for the attempt if that is less. */
    static Duration within(Duration most) {
        if (!END_NANOS.isBound()) {
            return most;
        }
        long leftNanos = END_NANOS.get() - System.nanoTime();
        return leftNanos < most.toNanos() ? Duration.ofNanos(Math.max(0, leftNanos)) : most;
    }

    static ConnectShare connectShare() {
        return CONNECTING.orElse(new ConnectShare());
    }
}
