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
 * @param attempts those that were made, oldest first, as far as they are kept
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
        attempts = KeptAttempts.of(attempts);
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

    /** How many attempts there were in all. */
    public int attemptsMade() {
        return attempts.isEmpty() ? 0 : attempts.getLast().number();
    }

    /** How many of them are not kept. */
    public int attemptsLeftOut() {
        return attemptsMade() - attempts.size();
    }

    /** The same with only so much of its attempts that the next one is counted on from them. */
    public DeliveryHistory withLeastAttempts() {
        return new DeliveryHistory(
                id,
                endpoint,
                event,
                trigger,
                round,
                status,
                KeptAttempts.least(attempts),
                updatedAt);
    }

    /** The same without its trace: nothing in it is longer than an id. */
    public DeliveryHistory untraced() {
        SourceEvent bare =
                new SourceEvent(
                        event.id(),
                        event.type(),
                        event.account(),
                        event.publishedAt(),
                        event.origin(),
                        Optional.empty(),
                        Optional.empty());
        return new DeliveryHistory(id, endpoint, bare, trigger, round, status, attempts, updatedAt);
    }

    /** The delivery that this tells of. */
    public Delivery asItStands(Payload payload) {
        return new Delivery(
                id,
                endpoint,
                event,
                trigger,
                round,
                attemptsMade() + 1,
                Optional.empty(),
                attempts,
                payload);
    }

    /** The same delivery once more, for one attempt: the next number, in a round of its own. */
    public Delivery again(Trigger by, Payload payload) {
        int attempt = attemptsMade() + 1;
        return new Delivery(
                id, endpoint, event, by, round + 1, attempt, Optional.empty(), attempts, payload);
    }
}
