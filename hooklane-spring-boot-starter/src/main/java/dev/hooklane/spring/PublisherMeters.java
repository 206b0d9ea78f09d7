package dev.hooklane.spring;

import dev.hooklane.event.EventType;
import dev.hooklane.event.InvalidEventException;
import dev.hooklane.producer.PublishObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts and times events. Types are those of the catalogue, as others are refused, so there are
 * only as many meters as the catalogue has types.
 */
final class PublisherMeters implements PublishObserver {
    static final String EVENTS = "hooklane.publisher.events";
    static final String IN_FLIGHT = "hooklane.publisher.in.flight";
    static final String REFUSED = "hooklane.publisher.refused";

    private final MeterRegistry registry;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Map<EventType, Timer> acknowledged = new ConcurrentHashMap<>();
    private final Map<EventType, Timer> failed = new ConcurrentHashMap<>();

    PublisherMeters(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder(IN_FLIGHT, inFlight, AtomicInteger::get)
                .description("Events that Kafka has not yet acknowledged")
                .register(registry);
    }

    @Override
    public void sending(EventType type) {
        inFlight.incrementAndGet();
    }

    @Override
    public void acknowledged(EventType type, Duration took) {
        inFlight.decrementAndGet();
        acknowledged.computeIfAbsent(type, each -> timer(each, "acknowledged")).record(took);
    }

    @Override
    public void failed(EventType type, Duration took, Exception failure) {
        inFlight.decrementAndGet();
        failed.computeIfAbsent(type, each -> timer(each, "failed")).record(took);
    }

    @Override
    public void refused(InvalidEventException refusal) {
        Counter.builder(REFUSED)
                .description("Events that were not sent, as Hooklane would reject them")
                .tag("reason", refusal.reason().code())
                .register(registry)
                .increment();
    }

    private Timer timer(EventType type, String outcome) {
        return Timer.builder(EVENTS)
                .description("Time from publishing an event to its acknowledgement or failure")
                .tag("type", type.value())
                .tag("outcome", outcome)
                .register(registry);
    }
}
