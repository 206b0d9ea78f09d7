package dev.hooklane.api;

import dev.hooklane.quota.Quota;
import dev.hooklane.quota.RateStanding;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The headers {@code RateLimit} and {@code RateLimit-Policy}, as in <a
 * href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/">the draft of the
 * IETF</a>.
 */
final class RateLimitHeaders {
    static final String POLICY = "RateLimit-Policy";
    static final String LEFT = "RateLimit";

    private static final String TOLD = "hooklane.rates";

    private RateLimitHeaders() {}

    /** Tells a client what is left of another rate, besides those that it was told of before. */
    static void add(Context context, List<RateStanding> standings) {
        @Nullable Map<Quota, RateStanding> told = context.attribute(TOLD);
        Map<Quota, RateStanding> all = told == null ? new EnumMap<>(Quota.class) : told;
        standings.forEach(each -> all.put(each.quota(), each));
        context.attribute(TOLD, all);
        tell(List.copyOf(all.values()), context::header);
    }

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
