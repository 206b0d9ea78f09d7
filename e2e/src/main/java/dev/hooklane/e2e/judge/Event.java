package dev.hooklane.e2e.judge;

import java.time.Instant;

/**
 * An event that was published.
 *
 * @param time when it happened, as its timestamp says
 * @param body as every endpoint must get it, byte for byte
 * @param fate whether Kafka or the API acknowledged it
 * @param offset where it stands in its account's partition; -1 where that is not known for sure
 */
public record Event(String id, String account, Instant time, String body, Fate fate, long offset) {
    /** What the publisher knows of it. */
    public enum Fate {
        ACKNOWLEDGED,
        /** There was no answer, so it may be there or not. */
        UNKNOWN
    }

    /** Kafka or the API has it. */
    public Event acknowledged(long at) {
        return new Event(id, account, time, body, Fate.ACKNOWLEDGED, at);
    }

    /** Whether it comes later by either order, that of its time and that of its partition. */
    boolean isAfter(Event other) {
        return time.isAfter(other.time) && offset > other.offset;
    }

    /** Without its body. */
    @Override
    public String toString() {
        return id + " at " + offset;
    }
}
