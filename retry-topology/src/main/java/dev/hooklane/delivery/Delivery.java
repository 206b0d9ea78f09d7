package dev.hooklane.delivery;

import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.Payload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One event for one endpoint, over all its attempts, as it stands before its next one.
 *
 * @param round 0 for the schedule's own attempts, and one more each time it is retried by hand or
 *     replayed; the same delivery in the same round is a repeat
 * @param attempt the number of the next attempt, from 1
 * @param notBefore the next attempt must not happen before this, even when its topic says it is due
 * @param attempts those that were made, oldest first, as far as they are kept; all of them failed
 */
public record Delivery(
        DeliveryId id,
        EndpointId endpoint,
        SourceEvent event,
        Trigger trigger,
        int round,
        int attempt,
        Optional<Instant> notBefore,
        List<Attempt> attempts,
        Payload payload) {

    public Delivery {
        attempts = KeptAttempts.of(attempts);
        if (attempt < 1) {
            throw new IllegalArgumentException(
                    "delivery %s: attempt %d is not from 1".formatted(id, attempt));
        }
        if (round < 0) {
            throw new IllegalArgumentException(
                    "delivery %s: round %d is not from 0".formatted(id, round));
        }
    }

    /** The first form of a delivery, as the fan-out makes it. */
    public static Delivery first(
            DeliveryId id,
            EndpointId endpoint,
            SourceEvent event,
            Trigger trigger,
            Payload payload) {
        return new Delivery(
                id, endpoint, event, trigger, 0, 1, Optional.empty(), List.of(), payload);
    }

    /** This delivery after one more attempt, waiting for the next. */
    public Delivery after(Attempt made, Optional<Instant> nextNotBefore) {
        return new Delivery(
                id,
                endpoint,
                event,
                trigger,
                round,
                made.number() + 1,
                nextNotBefore,
                allAttempts(made),
                payload);
    }

    /** The same delivery of an event whose trace goes on from another span. */
    public Delivery of(SourceEvent traced) {
        return new Delivery(
                id, endpoint, traced, trigger, round, attempt, notBefore, attempts, payload);
    }

    /** The same with only so much of its attempts that the next one is counted on from them. */
    public Delivery withLeastAttempts() {
        return new Delivery(
                id,
                endpoint,
                event,
                trigger,
                round,
                attempt,
                notBefore,
                KeptAttempts.least(attempts),
                payload);
    }

    /** The attempts before this one and this one. */
    public List<Attempt> allAttempts(Attempt made) {
        List<Attempt> all = new ArrayList<>(attempts);
        all.add(made);
        return all;
    }
}
