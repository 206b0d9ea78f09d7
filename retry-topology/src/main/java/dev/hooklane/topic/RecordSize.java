package dev.hooklane.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** How large a record is on its topic, before anything compresses it. */
public final class RecordSize {
    /** A little less than topics take, which count the frame of a batch too. */
    public static final int MAX_BYTES = 1_000_000;

    /** Length, attributes, timestamp and offset, each as a number of variable length. */
    private static final int FRAME_BYTES = 32;

    /** The lengths of a header's name and value. */
    private static final int HEADER_FRAME_BYTES = 10;

    private RecordSize() {}

    /** Key, value and headers with their frames; rather too much than too little. */
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

    /** Whether every topic of ours takes it, as they are made. */
    public static boolean fits(ProducerRecord<byte[], byte[]> record) {
        return bytes(record) <= MAX_BYTES;
    }
}
