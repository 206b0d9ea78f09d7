package dev.hooklane.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Headers;

/** Reads the {@code Retry-After} header: seconds or a date. */
final class RetryAfter {
    /** A longer wait is cut to this. */
    static final Duration MAX = Duration.ofDays(7);

    private static final String NAME = "Retry-After";
    private static final int MANY_DIGITS = 10;

    private RetryAfter() {}

    /**
     * Returns the wait that was asked for with this status; a negative one is zero, a long one is
     * cut.
     */
    static Optional<Duration> of(int status, Headers headers, Instant now) {
        String text = headers.get(NAME);
        if (text == null || (status != 429 && status != 503)) {
            return Optional.empty();
        }
        return wait(text.strip(), headers, now).map(RetryAfter::bounded);
    }

    private static Optional<Duration> wait(String text, Headers headers, Instant now) {
        if (text.matches("[0-9]+")) {
            return Optional.of(
                    text.length() >= MANY_DIGITS ? MAX : Duration.ofSeconds(Long.parseLong(text)));
        }
        if (text.matches("-[0-9]+")) {
            return Optional.of(Duration.ZERO);
        }
        return Optional.ofNullable(headers.getInstant(NAME))
                .map(when -> Duration.between(now, when));
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(MAX) > 0 ? MAX : wait;
    }
}
