package dev.hooklane.fanout;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.filter.EventDigest;
import dev.hooklane.topic.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers where each event that is marked to be fanned out once was first published, for one
 * partition of the events topic. Owned by one stream thread.
 *
 * <p>A record that is read again after a crash has the same offset, so it is not a repeat. Its
 * entry in the store may be durable when its deliveries are not.
 */
final class FirstPublished {
    private final PlaceStore store;
    private final PlaceKeys keys = new PlaceKeys();

    FirstPublished(PlaceStore store) {
        this.store = store;
    }

    /** The result of looking up an id when an event with it is read. */
    sealed interface Finding {
        /** No such event is known; this one is the first from now on. */
        record First() implements Finding {}

        /** The account has already published this event within a day. */
        record Repeat() implements Finding {}

        /**
         * The account has already published another event with this id within a day.
         *
         * @param offset the offset of that event
         */
        record Reused(long offset) implements Finding {}
    }

    /**
     * Where and when an event was published, and a digest of its content.
     *
     * @param digest of the event; empty if it is not known
     */
    private record Place(long offset, Instant at, ByteBuffer digest) {
        private static final int BYTES = 2 * Long.BYTES;
        private static final int BYTES_WITH_DIGEST = BYTES + EventDigest.BYTES;

        /** Reads a stored place; earlier releases stored it without the digest. */
        static Optional<Place> of(byte[] value) {
            if (value.length != BYTES && value.length != BYTES_WITH_DIGEST) {
                return Optional.empty();
            }
            ByteBuffer bytes = ByteBuffer.wrap(value);
            long offset = bytes.getLong();
            Instant at = Instant.ofEpochMilli(bytes.getLong());
            return Optional.of(new Place(offset, at, bytes.slice()));
        }

        byte[] bytes() {
            return ByteBuffer.allocate(BYTES + digest.remaining())
                    .putLong(offset)
                    .putLong(at.toEpochMilli())
                    .put(digest.duplicate())
                    .array();
        }

        /**
         * Reports whether the two are different records within a day. Either may be the earlier
         * one, because all events may be read again from the beginning.
         */
        boolean repeats(Place other) {
            return offset != other.offset
                    && Duration.between(at, other.at).abs().compareTo(Topics.REPEATS_KNOWN_FOR) < 0;
        }

        boolean saysOtherThan(Place other) {
            return digest.hasRemaining()
                    && other.digest.hasRemaining()
                    && !digest.equals(other.digest);
        }
    }

    /**
     * Looks for an event that the account has published with this id within a day.
     *
     * @param offset the offset of the event
     * @param at when it was appended, by the brokers' clock
     * @param digest of the event, if there is one
     */
    Finding find(
            AccountId account, EventId event, long offset, Instant at, Optional<byte[]> digest) {
        byte[] key = keys.of(account, event);
        Place here = new Place(offset, at, ByteBuffer.wrap(digest.orElse(new byte[0])));
        Optional<Place> first = Optional.ofNullable(store.get(key)).flatMap(Place::of);
        Optional<Place> repeated = first.filter(here::repeats);
        if (repeated.isPresent()) {
            return repeated.get().saysOtherThan(here)
                    ? new Finding.Reused(repeated.get().offset())
                    : new Finding.Repeat();
        }
        // An event that is read again has its entry perhaps, but on this disk only.
        store.put(key, here.bytes(), at.toEpochMilli());
        return new Finding.First();
    }
}
