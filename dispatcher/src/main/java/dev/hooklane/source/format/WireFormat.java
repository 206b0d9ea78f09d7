package dev.hooklane.source.format;

import java.nio.ByteBuffer;

/**
 * The bytes that serializers put before a value: a zero, and the id of the schema that it was
 * written with.
 *
 * @see <a
 *     href="https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format">The
 *     wire format</a>
 */
final class WireFormat {
    /** How many bytes come before the value. */
    static final int LENGTH = 5;

    private static final byte MAGIC = 0;

    private WireFormat() {}

    /**
     * Returns the id of the schema.
     *
     * @throws Undecodable if the bytes don't begin with one
     */
    static int schemaId(byte[] bytes) {
        if (bytes.length > 0 && bytes[0] != MAGIC) {
            throw new Undecodable(
                    "begins with the byte 0x%02x, and not with 0x00 and the id of a schema"
                            .formatted(bytes[0]));
        }
        if (bytes.length < LENGTH) {
            throw new Undecodable(
                    "has %d bytes, too few for the id of a schema".formatted(bytes.length));
        }
        int id = ByteBuffer.wrap(bytes).getInt(1);
        if (id < 1) {
            throw new Undecodable("begins with the schema id %d; ids begin at 1".formatted(id));
        }
        return id;
    }
}
