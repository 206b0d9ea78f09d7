package dev.hooklane.delivery;

import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.Payload;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The complete state of a delivery in its latest history record: its status and attempts. The
 * payload stays in the event's record on the events topic.
 *
 * @param attempts the attempts that are kept, oldest first
 * @param updatedAt when this state was decided
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

    /** Returns how many attempts were made in all. */
    public int attemptsMade() {
        return attempts.isEmpty() ? 0 : attempts.getLast().number();
    }

    /** Returns how many attempts are no longer kept. */
    public int attemptsLeftOut() {
        return attemptsMade() - attempts.size();
    }

    /**
     * Returns this history with only the last attempt, without its response; the next attempt's
     * number continues from it.
     */
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

    /** Returns this history without its trace context, so that no field is longer than an id. */
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

    /** Returns the delivery in this state. */
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

    /** Returns the delivery for one more attempt: with the next number, in a new round. */
    public Delivery again(Trigger by, Payload payload) {
        int attempt = attemptsMade() + 1;
        return new Delivery(
                id, endpoint, event, by, round + 1, attempt, Optional.empty(), attempts, payload);
    }
}
