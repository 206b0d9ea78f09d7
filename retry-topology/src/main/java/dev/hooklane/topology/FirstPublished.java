package dev.hooklane.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Remembers where each event that is marked to be fanned out once was published first, for one
 * partition of the events topic. Owned by one stream thread.
 *
 * <p>A record that is read again after a crash stands where it stood and is no repeat: what the
 * store knows of it may be durable when its deliveries are not.
 */
final class FirstPublished {
    /** 128 bits: of a billion ids, two are taken for one with a chance of 1 to 10²⁰. */
    private static final int KEY_BYTES = 16;

    private final KeyValueStore<byte[], byte[]> store;
    private final MessageDigest sha256 = sha256();

    FirstPublished(KeyValueStore<byte[], byte[]> store) {
        this.store = store;
    }

    /** Where and when. */
    private record Place(long offset, Instant at) {
        private static final int BYTES = 2 * Long.BYTES;

        static Place of(byte[] value) {
            ByteBuffer bytes = ByteBuffer.wrap(value);
            return new Place(bytes.getLong(), Instant.ofEpochMilli(bytes.getLong()));
        }

        byte[] bytes() {
            return ByteBuffer.allocate(BYTES).putLong(offset).putLong(at.toEpochMilli()).array();
        }

        /** Whichever of the two came first: all may be read again from the beginning. */
        boolean repeats(Place other) {
            return offset != other.offset
                    && Duration.between(at, other.at).abs().compareTo(Topics.REPEATS_KNOWN_FOR) < 0;
        }
    }

    /**
     * Whether the account has published an event with this id before, within a day. If not, this is
     * the first one from now on.
     *
     * @param offset where the event stands
     * @param at when it was appended, by the brokers' clock
     */
    boolean isRepeat(AccountId account, EventId event, long offset, Instant at) {
        byte[] key = key(account, event);
        Place here = new Place(offset, at);
        Optional<Place> first =
                Optional.ofNullable(store.get(key))
                        .filter(value -> value.length == Place.BYTES)
                        .map(Place::of);
        if (first.filter(here::repeats).isPresent()) {
            return true;
        }
        if (!first.equals(Optional.of(here))) {
            store.put(key, here.bytes());
        }
        return false;
    }

    /** Neither an account nor an id has a '/' in it. */
    private byte[] key(AccountId account, EventId event) {
        byte[] hash = sha256.digest((account.value() + "/" + event.value()).getBytes(UTF_8));
        return Arrays.copyOf(hash, KEY_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
