package dev.hooklane.api;

import dev.hooklane.quota.RateStanding;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The headers {@code RateLimit} and {@code RateLimit-Policy}, as in <a
 * href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/">the draft of the
 * IETF</a>.
 */
final class RateLimitHeaders {
    static final String POLICY = "RateLimit-Policy";
    static final String LEFT = "RateLimit";

    private RateLimitHeaders() {}

    /** Tells a client what its account has left of the rates that its request counts towards. */
    static void tell(Context context, List<RateStanding> standings) {
        context.header(
                POLICY,
                standings.stream()
                        .map(each ->
                                "\"%s\";q=%d;w=%d"
                                        .formatted(
                                                each.quota().wireName(),
                                                each.atOnce(),
                                                seconds(each.window())))
                        .collect(Collectors.joining(", ")));
        context.header(
                LEFT,
                standings.stream()
                        .map(each ->
                                "\"%s\";r=%d;t=%d"
                                        .formatted(
                                                each.quota().wireName(),
                                                each.left(),
                                                seconds(each.whole())))
                        .collect(Collectors.joining(", ")));
    }

    /** Returns whole seconds, rounded up. */
    static int seconds(Duration duration) {
        return (int) Math.ceilDiv(duration.toMillis(), 1_000);
    }
}
