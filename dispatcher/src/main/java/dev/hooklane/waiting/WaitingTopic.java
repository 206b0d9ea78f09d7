package dev.hooklane.waiting;

import dev.hooklane.delay.DelayTopic;
import java.time.Instant;
import java.util.Optional;

/**
 * The records that wait on one topic.
 *
 * @param delay the delay that records wait for there; empty if there is none
 * @param records the number of records that are not done, including those in flight and transaction
 *     markers
 * @param oldestAt when the broker appended the oldest of them; empty if there is none
 * @param dueAt when the first of them is due
 */
public record WaitingTopic(
        String topic,
        Kind kind,
        Optional<DelayTopic> delay,
        long records,
        Optional<Instant> oldestAt,
        Optional<Instant> dueAt) {
    /** What the topic's records wait for. */
    public enum Kind {
        /** The fan-out. */
        EVENTS,
        /** Their first attempt, or a manual retry. */
        DELIVERIES,
        /** An attempt that gives way to live ones. */
        BULK,
        /** Their next attempt. */
        STEP,
        /** A place in their lane. */
        PARKED
    }
}
