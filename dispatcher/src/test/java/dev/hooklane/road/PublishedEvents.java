package dev.hooklane.road;

import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventType;
import dev.hooklane.producer.EventPublisher;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The events that a road's test publishes, and the deliveries that must come of them. For one
 * thread.
 */
final class PublishedEvents implements AutoCloseable {
    private final Supplier<Collection<Endpoint>> endpoints;
    private final EventPublisher publisher;
    private final List<Expected> expected = new ArrayList<>();

    /**
     * @param endpoints those there are now
     */
    PublishedEvents(HooklaneConfig config, Supplier<Collection<Endpoint>> endpoints) {
        this.endpoints = endpoints;
        this.publisher =
                EventPublisher.builder()
                        .bootstrapServers(config.kafka().bootstrapServers())
                        .topicPrefix(config.topics().prefix())
                        .build();
    }

    /** Publishes one, and returns when Kafka has it. */
    Event publish(Event event) {
        CompletableFuture<?> acked = publisher.publish(Road.ACCOUNT, event);
        expect(event);
        acked.join();
        return event;
    }

    /** Publishes many at once. */
    void publish(String type, int count) {
        for (int i = 0; i < count; i++) {
            Event event = numbered(type, i, Instant.now());
            var _ = publisher.publish(Road.ACCOUNT, event);
            expect(event);
        }
        publisher.flush();
    }

    List<Event> publishInOrder(String type, int count) {
        Instant first = Instant.now();
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(publish(numbered(type, i, first.plusMillis(i))));
        }
        return events;
    }

    private static Event numbered(String type, int number, Instant at) {
        return Event.builder(new EventType(type))
                .dataJson("{\"number\":%d}".formatted(number))
                .timestamp(at.truncatedTo(ChronoUnit.MILLIS))
                .build();
    }

    void expect(Event event) {
        for (Endpoint endpoint : endpoints.get()) {
            if (endpoint.eventTypes().matches(event.type())) {
                expected.add(new Expected(event, endpoint));
            }
        }
    }

    List<Expected> expected() {
        return expected;
    }

    @Override
    public void close() {
        publisher.close(Duration.ofSeconds(5));
    }
}
