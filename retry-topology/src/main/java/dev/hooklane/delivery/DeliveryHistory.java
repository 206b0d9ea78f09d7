package dev.hooklane.delivery;

import dev.hooklane.endpoint.EndpointId;
import java.time.Instant;
import java.util.List;

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
                status,
                attempts,
                now);
    }
}
