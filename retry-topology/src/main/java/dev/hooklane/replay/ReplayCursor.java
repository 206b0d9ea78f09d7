package dev.hooklane.replay;

import dev.hooklane.delivery.DeliveryId;
import java.util.List;

/** How far a replay has searched for deliveries to send. It only moves forward. */
public sealed interface ReplayCursor {
    /** The search has not started. */
    record Start() implements ReplayCursor {}

    /** The endpoint's deliveries up to this one have been searched, in the order of their ids. */
    record After(DeliveryId delivery) implements ReplayCursor {}

    /** These parts of the events topic are left to search, one partition after another. */
    record InEvents(List<Stretch> left) implements ReplayCursor {
        public InEvents {
            left = List.copyOf(left);
        }
    }

    /** The search is complete. */
    record End() implements ReplayCursor {}

    /**
     * A part of a partition of the events topic.
     *
     * @param next the next offset to read
     * @param end the offset after the last one
     */
    record Stretch(int partition, long next, long end) {}
}
