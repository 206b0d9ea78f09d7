package dev.hooklane.replay;

import dev.hooklane.delivery.DeliveryId;
import java.util.List;

/** Up to where a replay has looked for what it is to send. It only goes on, never back. */
public sealed interface ReplayCursor {
    /** Nothing was looked at. */
    record Start() implements ReplayCursor {}

    /** The endpoint's deliveries up to this one, in the order of their ids. */
    record After(DeliveryId delivery) implements ReplayCursor {}

    /** What is left of the events topic, partition after partition. */
    record InEvents(List<Stretch> left) implements ReplayCursor {
        public InEvents {
            left = List.copyOf(left);
        }
    }

    /** Everything was looked at. */
    record End() implements ReplayCursor {}

    /**
     * A part of a partition of the events topic.
     *
     * @param next the offset to be read next
     * @param end the offset after the last one
     */
    record Stretch(int partition, long next, long end) {}
}
