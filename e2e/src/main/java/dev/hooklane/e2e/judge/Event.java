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
     * @param offset where it stands in its account's partition; -1 where that is not known for sure
     */
    public record Acknowledged(Instant at, long offset) implements Fate {}

    /** There was no answer, so it may be there or not. */
    public record Unknown() implements Fate {}

    /** The same, acknowledged now. */
    public Event acknowledged(long offset) {
        return new Event(id, account, time, body, new Acknowledged(Instant.now(), offset));
    }

    /** Whether it comes later by either order, that of its time and that of its partition. */
    boolean isAfter(Event other) {
        return time.isAfter(other.time) && offset() > other.offset();
    }

    /** Where it stands in its account's partition; -1 where that is not known for sure. */
    long offset() {
        return switch (fate) {
            case Acknowledged(_, long offset) -> offset;
            case Unknown() -> -1;
        };
    }

    /** Without its body. */
    @Override
    public String toString() {
        return id + " at " + offset();
    }
}
