package dev.hooklane.embedded;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of a received request's body. */
final class ReceivedBody {

    private final byte[] bytes;

    /** Wraps the array itself, which must not change afterwards. */
    private ReceivedBody(byte[] bytes) {
        this.bytes = bytes;
    }

    static ReceivedBody of(byte[] bytes) {
        return new ReceivedBody(bytes);
    }

    /** Returns a copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Returns the bytes as UTF-8 text; invalid bytes become the replacement character. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Returns the number of bytes. */
    public int sizeBytes() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReceivedBody body && Arrays.equals(bytes, body.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "ReceivedBody[%d bytes]".formatted(bytes.length);
    }
}
