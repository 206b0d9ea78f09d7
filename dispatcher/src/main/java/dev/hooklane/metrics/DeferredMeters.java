package dev.hooklane.metrics;

import dev.hooklane.event.AccountId;
import dev.hooklane.fanout.DeferredMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/**
 * The meters of events that wait in this instance's partitions for their accounts' shares of the
 * fan-out. Any thread may use it.
 */
public final class DeferredMeters implements DeferredMeter {
    private final Map<Integer, Waiting> partitions = new ConcurrentHashMap<>();
    private final Map<Integer, List<OfAccount>> accounts = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private final Counter deferred;
    private final Counter undeferred;

    DeferredMeters(MeterRegistry registry, InstantSource clock) {
        this.clock = clock;
        deferred = registry.counter("hooklane.events.deferred");
        undeferred = registry.counter("hooklane.events.undeferred");
        gauge(registry, "hooklane.events.deferred.waiting", Waiting::events);
        gauge(registry, "hooklane.events.deferred.bytes", Waiting::bytes);
        gauge(registry, "hooklane.events.deferred.accounts", Waiting::accounts);
        Gauge.builder("hooklane.events.deferred.oldest.seconds", this, DeferredMeters::oldest)
                .strongReference(true)
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String name, ToLongFunction<Waiting> figure) {
        Gauge.builder(name, this, each -> each.sum(figure))
                .strongReference(true)
                .register(registry);
    }

    private long sum(ToLongFunction<Waiting> figure) {
        return partitions.values().stream().mapToLong(figure).sum();
    }

    /** Returns how many events wait in this instance's partitions. */
    public long events() {
        return sum(Waiting::events);
    }

    /** Returns the accounts with the most events that wait there, in no particular order. */
    public Collection<OfAccount> accounts() {
        Map<AccountId, OfAccount> all = new HashMap<>();
        accounts.values()
                .forEach(each ->
                        each.forEach(one -> all.merge(one.account(), one, OfAccount::with)));
        return all.values();
    }

    private double oldest() {
        Instant now = clock.instant();
        return partitions.values().stream()
                .map(Waiting::oldest)
                .flatMap(Optional::stream)
                .mapToDouble(since -> Duration.between(since, now).toMillis() / 1_000.0)
                .max()
                .stream()
                // The brokers' clocks may be ahead.
                .map(age -> Math.max(0, age))
                .findAny()
                .orElse(0);
    }

    @Override
    public void deferred() {
        deferred.increment();
    }

    @Override
    public void undeferred() {
        undeferred.increment();
    }

    @Override
    public void waiting(int partition, Waiting waiting) {
        partitions.put(partition, waiting);
    }

    @Override
    public void accounts(int partition, List<OfAccount> most) {
        accounts.put(partition, List.copyOf(most));
    }

    @Override
    public void left(int partition) {
        accounts.remove(partition);
        partitions.remove(partition);
    }
}
