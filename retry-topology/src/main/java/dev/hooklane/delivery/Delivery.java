package dev.hooklane.delivery;

import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.Payload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One event for one endpoint, over all its attempts, in its state before the next attempt.
 *
 * @param round 0 for the schedule's own attempts, and one more for each manual retry or replay; the
 *     same delivery in the same round is a repeat
 * @param attempt the number of the next attempt, from 1
 * @param notBefore the earliest time for the next attempt, even if its topic says it is due
 * @param attempts the attempts so far that are kept, oldest first; all of them failed
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

    /** Returns a new delivery, as the fan-out creates it. */
    public static Delivery first(
            DeliveryId id,
            EndpointId endpoint,
            SourceEvent event,
            Trigger trigger,
            Payload payload) {
        return new Delivery(
                id, endpoint, event, trigger, 0, 1, Optional.empty(), List.of(), payload);
    }

    /** Returns this delivery after one more attempt, waiting for the next one. */
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

    /** Returns this delivery with an event whose trace continues from another span. */
    public Delivery of(SourceEvent traced) {
        return new Delivery(
                id, endpoint, traced, trigger, round, attempt, notBefore, attempts, payload);
    }

    /**
     * Returns this delivery with only the last attempt, without its response; the next attempt's
     * number continues from it.
     */
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

    /** Returns the earlier attempts followed by {@code made}. */
    public List<Attempt> allAttempts(Attempt made) {
        List<Attempt> all = new ArrayList<>(attempts);
        all.add(made);
        return all;
    }
}
