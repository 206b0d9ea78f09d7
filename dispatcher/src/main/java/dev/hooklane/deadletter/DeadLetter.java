package dev.hooklane.deadletter;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.endpoint.EndpointId;
import java.time.Instant;
import java.util.List;

/**
 * A delivery that waits for a manual retry, without its payload.
 *
 * @param attempts those that were made, oldest first; none if the endpoint took nothing
 * @param since when it became a dead letter, for the last time
 */
public record DeadLetter(
        DeliveryId delivery,
        EndpointId endpoint,
        SourceEvent event,
        DeadLetterReason reason,
        List<Attempt> attempts,
        Instant since) {
    public DeadLetter {
        attempts = List.copyOf(attempts);
    }
}
