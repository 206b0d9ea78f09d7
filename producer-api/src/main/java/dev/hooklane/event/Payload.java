package dev.hooklane.event;

import java.util.Arrays;

/**
 * An event's canonical JSON, the bytes that are stored, signed and sent; never empty, never
 * changed.
 *
 * <p>Neither {@link #of} nor {@link #bytes} copies the array, so nobody may write to it.
 */
public final class Payload {
    /** The largest payload, in bytes: 256 KiB. */
    public static final int MAX_BYTES = 256 * 1024;

    private final byte[] bytes;

    private Payload(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Wraps this array, which the caller must not change afterwards. The content is not checked;
     * {@link EventReader} does that.
     *
     * @throws IllegalArgumentException if the array is empty
     */
    public static Payload of(byte[] bytes) {
        if (bytes.length == 0) {
            throw new IllegalArgumentException("a payload has 0 bytes, it needs at least 1");
        }
        return new Payload(bytes);
    }

    /** Returns the array itself, not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    /** Returns the size in bytes, at least 1. */
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

    /** Returns only the size, so that customers' data never gets into a log by accident. */
    @Override
    public String toString() {
        return "Payload[" + bytes.length + " bytes]";
    }
}
