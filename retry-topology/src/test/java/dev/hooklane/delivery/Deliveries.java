package dev.hooklane.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.event.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Deliveries for tests. */
public final class Deliveries {
    public static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    public static final EndpointId ENDPOINT = new EndpointId("ep_0123456789abcdef");

    private Deliveries() {}

    public static Delivery first(String eventId) {
        return first(eventId, ENDPOINT);
    }

    public static Delivery first(String eventId, EndpointId endpoint) {
        EventId id = new EventId(eventId);
        SourceEvent event =
                new SourceEvent(
                        id,
                        new EventType("message.created"),
                        new AccountId("acct_1"),
                        NOW,
                        new SourceEvent.Origin(3, 42),
                        Optional.of("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
                        Optional.empty());
        return Delivery.first(
                DeliveryId.of(id, NOW).to(endpoint),
                endpoint,
                event,
                Trigger.EVENT,
                Payload.of("{\"id\":\"%s\"}".formatted(eventId).getBytes(UTF_8)));
    }

    public static Attempt failed(int number, AttemptOutcome outcome) {
        return new Attempt(number, NOW.plusSeconds(number), Duration.ofMillis(120), outcome);
    }
}
