package dev.hooklane.bench.load;

import dev.hooklane.bench.measure.BenchmarkFailedException;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.egress.AddressRules;
import dev.hooklane.egress.IpNetwork;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.event.Event;
import dev.hooklane.http.HttpAttemptSender;
import dev.hooklane.http.HttpSettings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Attempts of one delivery for each endpoint, as the dispatcher makes them: signed, sent, and read
 * into an outcome. Nothing comes from Kafka, and nothing is recorded.
 */
public final class Attempts implements AutoCloseable {
    private final HttpAttemptSender sender =
            new HttpAttemptSender(
                    HttpSettings.defaults("bench")
                            .withAddressRules(
                                    new AddressRules(
                                            true, List.of(IpNetwork.parse("127.0.0.0/8")))),
                    InstantSource.system());

    private final Audience audience;

    public Attempts(Audience audience) {
        this.audience = audience;
    }

    /** Returns an attempt for each endpoint. */
    public List<Posting.Post> posts() {
        return audience.endpoints().stream()
                .<Posting.Post>map(endpoint -> {
                    Delivery delivery = delivery(endpoint);
                    return () -> attempt(delivery, endpoint);
                })
                .toList();
    }

    private void attempt(Delivery delivery, Endpoint endpoint) {
        AttemptOutcome outcome = sender.send(delivery, endpoint).outcome();
        if (!(outcome instanceof AttemptOutcome.Success)) {
            throw new BenchmarkFailedException("an attempt failed: " + outcome);
        }
    }

    private Delivery delivery(Endpoint endpoint) {
        Event event = EventSource.event(audience.type(0), 0);
        Instant now = Instant.now();
        return Delivery.first(
                DeliveryId.of(event.id(), now).to(endpoint.id()),
                endpoint.id(),
                new SourceEvent(
                        event.id(),
                        event.type(),
                        endpoint.account(),
                        now,
                        new SourceEvent.Origin(0, 0),
                        Optional.empty(),
                        Optional.empty()),
                Trigger.EVENT,
                event.payload());
    }

    @Override
    public void close() {
        sender.close();
    }
}
