package dev.hooklane.source.run;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Ends a poll once its records have a number of bytes, unpacked. Kafka's own limits are for what
 * brokers send, and a compressed batch may unpack to a thousand times as much. For the thread that
 * polls.
 *
 * <pre>
 * batch ─▶ one record is unpacked ─▶ its key and value come here ─▶ taken, and so on
 *                                                                └▶ refused: the poll is over
 * </pre>
 *
 * Kafka's consumer unpacks a batch record by record. If a deserializer refuses a record, the poll
 * returns those before it, and the next poll begins with that record. The first record of a poll is
 * never refused, whatever its size.
 */
final class PolledBytes implements Deserializer<byte[]> {
    private final int atMost;
    private long taken;
    private @Nullable Headers record;

    /** The poll is over; the consumer catches it. */
    static final class FullException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FullException(int atMost) {
            super("a poll has %,d bytes at most".formatted(atMost), null, false, false);
        }
    }

    /**
     * @param atMost a record that begins below it is taken whole
     */
    PolledBytes(int atMost) {
        this.atMost = atMost;
    }

    /** Begins a poll. */
    void begin() {
        taken = 0;
        record = null;
    }

    /**
     * Returns the bytes of a key or value.
     *
     * @param headers of the record: the same object for its key and for its value
     * @throws FullException if the poll has enough without this record
     */
    @Override
    @SuppressWarnings("ReferenceEquality") // The headers of two records may be equal.
    public byte[] deserialize(String topic, Headers headers, ByteBuffer bytes) {
        if (record != headers) {
            if (taken >= atMost) {
                throw new FullException(atMost);
            }
            record = headers;
            taken += unpacked(headers);
        }
        taken += bytes.remaining();
        return Utils.toArray(bytes);
    }

    @Override
    public byte[] deserialize(String topic, byte[] bytes) {
        return bytes;
    }

    /** Until they are read, headers hold the memory that their whole record was unpacked to. */
    private static long unpacked(Headers headers) {
        long bytes = 0;
        for (Header header : headers) {
            byte[] value = header.value();
            bytes += header.key().length() + (value == null ? 0 : value.length);
        }
        return bytes;
    }
}
