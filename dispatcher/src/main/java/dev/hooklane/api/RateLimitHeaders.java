package dev.hooklane.api;

import dev.hooklane.quota.RateStanding;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The headers {@code RateLimit} and {@code RateLimit-Policy}, as in <a
 * href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/">the draft of the
 * IETF</a>.
 */
final class RateLimitHeaders {
    static final String POLICY = "RateLimit-Policy";
    static final String LEFT = "RateLimit";

    private RateLimitHeaders() {}

    /**
     * Tells a client what its account has left of the rates that its request counts towards.
     *
     * @param headers receives names and values of headers of the answer
     */
    static void tell(List<RateStanding> standings, BiConsumer<String, String> headers) {
        StringBuilder policy = new StringBuilder();
        StringBuilder left = new StringBuilder();
        for (RateStanding each : standings) {
            add(policy, each, 'q', each.atOnce(), 'w', each.window());
            add(left, each, 'r', each.left(), 't', each.whole());
        }
        headers.accept(POLICY, policy.toString());
        headers.accept(LEFT, left.toString());
    }

    private static void add(
            StringBuilder text,
            RateStanding standing,
            char countName,
            long count,
            char timeName,
            Duration time) {
        text.append(text.isEmpty() ? "\"" : ", \"")
                .append(standing.quota().wireName())
                .append("\";")
                .append(countName)
                .append('=')
                .append(count)
                .append(';')
                .append(timeName)
                .append('=')
                .append(seconds(time));
    }

    /** Returns whole seconds, rounded up. */
    static int seconds(Duration duration) {
        return (int) Math.ceilDiv(duration.toMillis(), 1_000);
    }
}
