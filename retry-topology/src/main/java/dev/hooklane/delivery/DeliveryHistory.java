package dev.hooklane.delivery;

import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.Payload;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The whole truth about a delivery as its latest history record tells it: status and attempts,
 * without the payload, which stands at the event's origin.
 *
 * @param updatedAt when this was decided
 */
public record DeliveryHistory(
        DeliveryId id,
        EndpointId endpoint,
        SourceEvent event,
        Trigger trigger,
        int round,
        DeliveryStatus status,
        List<Attempt> attempts,
        Instant updatedAt) {

    public DeliveryHistory {
        attempts = List.copyOf(attempts);
    }

    public static DeliveryHistory of(
            Delivery delivery, DeliveryStatus status, List<Attempt> attempts, Instant now) {
        return new DeliveryHistory(
                delivery.id(),
                delivery.endpoint(),
                delivery.event(),
                delivery.trigger(),
                delivery.round(),
                status,
                attempts,
                now);
    }

    /** The same delivery once more, for one attempt: the next number, in a round of its own. */
    public Delivery again(Trigger by, Payload payload) {
        int attempt = attempts.isEmpty() ? 1 : attempts.getLast().number() + 1;
        return new Delivery(
                id, endpoint, event, by, round + 1, attempt, Optional.empty(), attempts, payload);
    }
}
