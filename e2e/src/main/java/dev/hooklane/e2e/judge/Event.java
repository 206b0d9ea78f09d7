package dev.hooklane.e2e.judge;

import java.time.Instant;

/**
 * A published event.
 *
 * @param time when it happened, as its timestamp says
 * @param body as every endpoint must get it, byte for byte
 * @param fate whether Kafka or the API acknowledged it
 */
public record Event(String id, String account, Instant time, String body, Fate fate) {
    /** What the publisher knows about the event. */
    public sealed interface Fate {}

    /**
     * Kafka or the API has acknowledged it.
     *
     * @param at when the publisher learned of it
     * @param partition of the events topic; an account has only one unless partitions are added
     * @param offset in the partition; -1 if that is not known for certain
     */
    public record Acknowledged(Instant at, int partition, long offset) implements Fate {}

    /** There was no answer, so the event may or may not have been published. */
    public record Unknown() implements Fate {}

    /** Returns the event as acknowledged now. */
    public Event acknowledged(int partition, long offset) {
        return new Event(
                id, account, time, body, new Acknowledged(Instant.now(), partition, offset));
    }

    /**
     * Reports whether it is later than the other event both by time and by offset in their
     * partition.
     */
    boolean isAfter(Event other) {
        return fate instanceof Acknowledged mine
                && other.fate instanceof Acknowledged others
                && mine.partition == others.partition
                && mine.offset > others.offset
                && time.isAfter(other.time);
    }

    /** Returns its offset in the partition; -1 if that is not known for certain. */
    long offset() {
        return switch (fate) {
            case Acknowledged(_, _, long offset) -> offset;
            case Unknown() -> -1;
        };
    }

    /** Leaves out the body. */
    @Override
    public String toString() {
        return id + " at " + offset();
    }
}
