package dev.hooklane.metrics;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.PhaseTimes;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.event.Payload;
import dev.hooklane.waiting.HeldEvents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the tests of meters have measured. */
final class MeasuredSamples {
    static final Instant NOW = Instant.parse("2024-01-15T10:30:00Z");

    private MeasuredSamples() {}

    static Attempt attempt(int number) {
        return new Attempt(
                number,
                NOW,
                Duration.ofMillis(12),
                new AttemptOutcome.ErrorStatus(500, Optional.empty(), "no"),
                new PhaseTimes(1, 2, 3, 4, 5, 6));
    }

    static HeldEvents held() {
        return new HeldEvents(3, "orders-1", 7, 100, 5, Duration.ofSeconds(90));
    }

    static Delivery delivery() {
        return delivery(Trigger.EVENT);
    }

    static Delivery delivery(Trigger trigger) {
        EndpointId endpoint = new EndpointId("ep_0123456789abcdef");
        EventId event = new EventId("evt_abc123");
        return Delivery.first(
                DeliveryId.of(event, NOW).to(endpoint),
                endpoint,
                new SourceEvent(
                        event,
                        new EventType("message.created"),
                        new AccountId("acme"),
                        NOW,
                        new SourceEvent.Origin(0, 0),
                        Optional.empty(),
                        Optional.empty()),
                trigger,
                Payload.of("{}".getBytes(StandardCharsets.UTF_8)));
    }
}
