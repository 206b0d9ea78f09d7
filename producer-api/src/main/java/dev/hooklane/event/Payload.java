package dev.hooklane.event;

import java.util.Arrays;

/**
 * An event's canonical JSON, the bytes that are stored, signed and sent: never empty, never
 * changed.
 *
 * <p>Neither {@link #of} nor {@link #bytes} copies: whoever holds the array must not write to it.
 */
public final class Payload {
    /** The largest payload, in bytes: 256 KiB. */
    public static final int MAX_BYTES = 256 * 1024;

    private final byte[] bytes;

    private Payload(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * A payload over these very bytes, which the caller gives away. Not checked: that is {@link
     * EventReader}'s.
     */
    public static Payload of(byte[] bytes) {
        if (bytes.length == 0) {
            throw new IllegalArgumentException("a payload has 0 bytes, it needs at least 1");
        }
        return new Payload(bytes);
    }

    /** The bytes themselves, not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    public int sizeBytes() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload payload && Arrays.equals(bytes, payload.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The size only: customers' data never gets into a log by accident. */
    @Override
    public String toString() {
        return "Payload[" + bytes.length + " bytes]";
    }
}
