package dev.hooklane.waiting;

import dev.hooklane.delay.DelayTopic;
import java.time.Instant;
import java.util.Optional;

/**
 * What waits on one topic.
 *
 * @param delay what is waited for there; empty where nothing has to wait
 * @param records that are not done, in flight and transactions' markers among them
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
        /** Their first attempt, or one by hand. */
        DELIVERIES,
        /** An attempt that gives way to live ones. */
        BULK,
        /** Their next attempt. */
        STEP,
        /** A place in their lane. */
        PARKED
    }
}
