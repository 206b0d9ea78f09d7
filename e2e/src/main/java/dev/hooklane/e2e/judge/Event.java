package dev.hooklane.e2e.judge;

import java.time.Instant;

/**
 * An event that was published.
 *
 * @param time when it happened, as its timestamp says
 * @param body as every endpoint must get it, byte for byte
 * @param fate whether Kafka or the API acknowledged it
 */
public record Event(String id, String account, Instant time, String body, Fate fate) {
    /** What the publisher knows of it. */
    public sealed interface Fate {}

    /**
     * Kafka or the API has it.
     *
     * @param at when the publisher heard of it
     * @param partition of the events, which an account has one of unless partitions are added
     * @param offset where it stands there; -1 where that is not known for sure
     */
    public record Acknowledged(Instant at, int partition, long offset) implements Fate {}

    /** There was no answer, so it may be there or not. */
    public record Unknown() implements Fate {}

    /** The same, acknowledged now. */
    public Event acknowledged(int partition, long offset) {
        return new Event(
                id, account, time, body, new Acknowledged(Instant.now(), partition, offset));
    }

    /** Whether it comes later by either order, that of its time and that of their partition. */
    boolean isAfter(Event other) {
        return fate instanceof Acknowledged mine
                && other.fate instanceof Acknowledged others
                && mine.partition == others.partition
                && mine.offset > others.offset
                && time.isAfter(other.time);
    }

    /** Where it stands in its partition; -1 where that is not known for sure. */
    long offset() {
        return switch (fate) {
            case Acknowledged(_, _, long offset) -> offset;
            case Unknown() -> -1;
        };
    }

    /** Without its body. */
    @Override
    public String toString() {
        return id + " at " + offset();
    }
}
