package dev.hooklane.fanout;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.BiConsumer;

/**
 * Entries of {@link PlaceStore} that share one record of its changelog. Used by one thread.
 *
 * <p>The record's value is a version, then each entry: its key, the length of its value in one
 * byte, and the value. The record's key is longer than an entry's, which tells it from a record
 * that is a single entry, as earlier releases wrote them.
 */
public final class PlacePack {
    /** The length of an entry's key. */
    static final int ENTRY_KEY_BYTES = 16;

    private static final byte VERSION = 1;
    private static final int ENTRY_VALUE_BYTES_MAX = 255;

    /** A quarter of the largest record that the topic takes. */
    private static final int FULL_BYTES = 256 * 1024;

    private final ByteArrayOutputStream value = new ByteArrayOutputStream();
    private byte[] firstKey = {};
    private long timestamp;

    /**
     * Adds an entry.
     *
     * @param entryTimestamp when its event was appended, in milliseconds since 1970
     */
    void add(byte[] key, byte[] entry, long entryTimestamp) {
        if (key.length != ENTRY_KEY_BYTES || entry.length > ENTRY_VALUE_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "an entry of %d and %d bytes can't be packed; the limits are %d and %d"
                            .formatted(
                                    key.length,
                                    entry.length,
                                    ENTRY_KEY_BYTES,
                                    ENTRY_VALUE_BYTES_MAX));
        }
        if (isEmpty()) {
            firstKey = key;
            value.write(VERSION);
        }
        value.writeBytes(key);
        value.write(entry.length);
        value.writeBytes(entry);
        timestamp = Math.max(timestamp, entryTimestamp);
    }

    boolean isEmpty() {
        return value.size() == 0;
    }

    /** Reports whether it is so large that it should be written now. */
    boolean isFull() {
        return value.size() >= FULL_BYTES;
    }

    /** Returns the record's key: the first entry's with a byte more. */
    byte[] key() {
        return Arrays.copyOf(firstKey, ENTRY_KEY_BYTES + 1);
    }

    /** Returns the record's value. */
    byte[] value() {
        return value.toByteArray();
    }

    /**
     * Returns the latest entry's timestamp: the topic must keep all of them as long as that one.
     */
    long timestamp() {
        return timestamp;
    }

    void clear() {
        value.reset();
        firstKey = new byte[0];
        timestamp = 0;
    }

    /** Reports whether this is the key of a pack, and not of a single entry. */
    static boolean isKey(byte[] key) {
        return key.length == ENTRY_KEY_BYTES + 1;
    }

    /**
     * Passes on each entry of a pack, its key and value.
     *
     * @throws IllegalArgumentException if the bytes are not a pack; nothing has been passed on then
     */
    public static void each(byte[] pack, BiConsumer<byte[], byte[]> entries) {
        check(pack);
        ByteBuffer bytes = ByteBuffer.wrap(pack, 1, pack.length - 1);
        while (bytes.hasRemaining()) {
            byte[] key = new byte[ENTRY_KEY_BYTES];
            bytes.get(key);
            byte[] entry = new byte[bytes.get() & 0xff];
            bytes.get(entry);
            entries.accept(key, entry);
        }
    }

    private static void check(byte[] pack) {
        if (pack.length == 0 || pack[0] != VERSION) {
            throw new IllegalArgumentException(
                    "a pack of %d bytes has another version than %d"
                            .formatted(pack.length, VERSION));
        }
        int at = 1;
        while (at < pack.length) {
            int lengthAt = at + ENTRY_KEY_BYTES;
            at = lengthAt < pack.length ? lengthAt + 1 + (pack[lengthAt] & 0xff) : lengthAt + 1;
            if (at > pack.length) {
                throw new IllegalArgumentException(
                        "a pack of %d bytes ends within an entry".formatted(pack.length));
            }
        }
    }
}
