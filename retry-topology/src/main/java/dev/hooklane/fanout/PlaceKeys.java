package dev.hooklane.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * The keys under which {@link PlaceStore} has the events of accounts. Used by one thread.
 *
 * <p>Most ids begin with their time, and so do their keys. Events are stored in about that order,
 * so each file on disk ends with a later time than the file before, and a look-up for a new event
 * passes by all that end before its time. With random keys, each file's filter had to be asked, and
 * a busy day has very many files.
 *
 * <pre>
 * an id with a time:  1 | 47 bits of milliseconds | 80 bits of a hash
 * another id:         0 | 127 bits of a hash
 * </pre>
 *
 * So keys without a time are before all others, and don't make a file end later. Among a billion
 * ids of the same millisecond, the chance that any two collide is about 1 in a million; among a
 * billion of the other ids, 1 in 10²⁰.
 */
final class PlaceKeys {
    private static final int BYTES = PlacePack.ENTRY_KEY_BYTES;
    private static final long TIMED = 1L << 47;

    /** A publisher's hash that has the form of a time is hardly ever an earlier one. */
    private static final long LATEST_MILLIS = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();

    private final MessageDigest sha256 = sha256();

    /**
     * Returns the key of an event. Neither an account nor an id contains a '/', so no two have the
     * same hashed text.
     */
    byte[] of(AccountId account, EventId event) {
        byte[] hash = sha256.digest((account.value() + "/" + event.value()).getBytes(UTF_8));
        byte[] key = Arrays.copyOf(hash, BYTES);
        OptionalLong time = event.timeMillis();
        if (time.isPresent() && time.getAsLong() < LATEST_MILLIS) {
            long first = TIMED | time.getAsLong();
            ByteBuffer.wrap(key).putShort((short) (first >>> Integer.SIZE)).putInt((int) first);
        } else {
            key[0] &= 0x7f;
        }
        return key;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
