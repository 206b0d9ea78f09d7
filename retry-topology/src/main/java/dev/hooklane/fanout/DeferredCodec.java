package dev.hooklane.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.event.AccountId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The entries of the store of deferred events. A key is the account, a zero byte, and the offset of
 * the event, so that the entries of an account are side by side in the order in which they were
 * published. A value is the record unchanged.
 */
public final class DeferredCodec {
    private static final byte VERSION = 1;
    private static final int NONE = -1;

    private DeferredCodec() {}

    /** Returns the key of an event. */
    public static byte[] key(AccountId account, long offset) {
        byte[] text = account.value().getBytes(UTF_8);
        return ByteBuffer.allocate(text.length + 1 + Long.BYTES)
                .put(text)
                .put((byte) 0)
                .putLong(offset)
                .array();
    }

    /**
     * Returns the account of a key.
     *
     * @throws IllegalArgumentException if it is no such key
     */
    public static AccountId account(byte[] key) {
        int length = key.length - 1 - Long.BYTES;
        if (length < 1 || key[length] != 0) {
            throw new IllegalArgumentException(
                    "a key of %d bytes is not that of a deferred event".formatted(key.length));
        }
        return new AccountId(new String(key, 0, length, UTF_8));
    }

    /** Returns the offset of the event that has this key. */
    static long offset(byte[] key) {
        return ByteBuffer.wrap(key, key.length - Long.BYTES, Long.BYTES).getLong();
    }

    static byte[] write(Record<byte[], byte[]> record) {
        Header[] headers = record.headers().toArray();
        ByteBuffer bytes = ByteBuffer.allocate(size(record, headers));
        bytes.put(VERSION).putLong(record.timestamp());
        put(bytes, record.key());
        put(bytes, record.value());
        bytes.putInt(headers.length);
        for (Header header : headers) {
            put(bytes, header.key().getBytes(UTF_8));
            put(bytes, header.value());
        }
        return bytes.array();
    }

    /** Returns when the event was published; 0 if the value does not tell. */
    static long timestamp(byte[] value) {
        return value.length < 1 + Long.BYTES
                ? 0
                : Math.max(0, ByteBuffer.wrap(value, 1, Long.BYTES).getLong());
    }

    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException if it can't be read
     */
    @SuppressWarnings("NullAway") // Kafka's records may be without a key and without a value.
    static Record<byte[], byte[]> read(byte[] value) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(value);
            byte version = bytes.get();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "the deferred event has version %d; this release reads %d"
                                .formatted(version, VERSION));
            }
            long timestamp = bytes.getLong();
            // Streams refuses these by an exception that stops the partition.
            if (timestamp < 0) {
                throw new IllegalArgumentException(
                        "the deferred event has the timestamp %d".formatted(timestamp));
            }
            byte[] key = next(bytes);
            byte[] text = next(bytes);
            Headers headers = new RecordHeaders();
            for (int left = bytes.getInt(); left > 0; left--) {
                byte[] name = next(bytes);
                if (name == null) {
                    throw new IllegalArgumentException(
                            "the deferred event has a header without a name");
                }
                headers.add(new RecordHeader(new String(name, UTF_8), next(bytes)));
            }
            return new Record<>(key, text, timestamp, headers);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the deferred event is cut off", e);
        }
    }

    private static int size(Record<byte[], byte[]> record, Header[] headers) {
        int size = 1 + Long.BYTES + Integer.BYTES + sizeOf(record.key()) + sizeOf(record.value());
        for (Header header : headers) {
            size += sizeOf(header.key().getBytes(UTF_8)) + sizeOf(header.value());
        }
        return size;
    }

    private static int sizeOf(byte @Nullable [] bytes) {
        return Integer.BYTES + (bytes == null ? 0 : bytes.length);
    }

    private static void put(ByteBuffer to, byte @Nullable [] bytes) {
        if (bytes == null) {
            to.putInt(NONE);
        } else {
            to.putInt(bytes.length).put(bytes);
        }
    }

    private static byte @Nullable [] next(ByteBuffer from) {
        int length = from.getInt();
        if (length == NONE) {
            return null;
        }
        if (length < 0 || length > from.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        from.get(bytes);
        return bytes;
    }
}
