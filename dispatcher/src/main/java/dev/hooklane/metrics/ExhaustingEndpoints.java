package dev.hooklane.metrics;

import dev.hooklane.endpoint.EndpointId;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many endpoints exhausted a delivery's attempts lately: one is a customer's outage, many are
 * ours. Any thread may count.
 */
final class ExhaustingEndpoints {
    static final Duration WITHIN = Duration.ofHours(1);

    /** Beyond, there are "many" whatever the rest is. */
    static final int MOST = 10_000;

    private final Map<EndpointId, Long> lastMillis = new ConcurrentHashMap<>();
    private final Clock clock;

    ExhaustingEndpoints(MeterRegistry registry) {
        this.clock = registry.config().clock();
        registry.gauge("hooklane.endpoints.exhausting", this, ExhaustingEndpoints::count);
    }

    void exhausted(EndpointId endpoint) {
        if (lastMillis.size() < MOST || lastMillis.containsKey(endpoint)) {
            lastMillis.put(endpoint, clock.wallTime());
        }
    }

    private double count() {
        long since = clock.wallTime() - WITHIN.toMillis();
        lastMillis.values().removeIf(last -> last < since);
        return lastMillis.size();
    }
}
