package dev.hooklane.attempt;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** The size of a record on its topic, before compression. */
final class RecordSize {
    /** A little less than topics accept, because they also count the frame of a batch. */
    public static final int MAX_BYTES = 1_000_000;

    /** Length, attributes, timestamp and offset, each as a varint. */
    private static final int FRAME_BYTES = 32;

    /** The lengths of a header's name and value. */
    private static final int HEADER_FRAME_BYTES = 10;

    private RecordSize() {}

    /** Returns the size of key, value and headers with their frames; it errs on the high side. */
    public static long bytes(ProducerRecord<byte[], byte[]> record) {
        long bytes = FRAME_BYTES;
        bytes += record.key() == null ? 0 : record.key().length;
        bytes += record.value() == null ? 0 : record.value().length;
        for (Header header : record.headers()) {
            bytes += HEADER_FRAME_BYTES + header.key().getBytes(UTF_8).length;
            bytes += header.value() == null ? 0 : header.value().length;
        }
        return bytes;
    }

    /**
     * Reports whether every topic of Hooklane accepts the record, given the settings that Hooklane
     * sets.
     */
    public static boolean fits(ProducerRecord<byte[], byte[]> record) {
        return bytes(record) <= MAX_BYTES;
    }
}
