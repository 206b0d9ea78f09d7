package dev.hooklane.metrics;

import dev.hooklane.quota.Quota;
import dev.hooklane.quota.QuotaMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** The meters of what accounts' quotas refuse. Any thread may count. */
final class QuotaMeters implements QuotaMeter {
    private final Map<Quota, Counter> refused = new EnumMap<>(Quota.class);

    QuotaMeters(MeterRegistry registry) {
        for (Quota quota : Quota.values()) {
            if (!quota.isShare()) {
                refused.put(
                        quota,
                        registry.counter("hooklane.quota.refused", "quota", quota.wireName()));
            }
        }
    }

    @Override
    public void refused(Quota quota) {
        Counter counter = refused.get(quota);
        if (counter != null) {
            counter.increment();
        }
    }
}
