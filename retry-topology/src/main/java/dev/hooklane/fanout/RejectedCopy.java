package dev.hooklane.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.delivery.DeliveryRecords;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The copy of a rejected record for the rejected topic: the unchanged record with the reason, or as
 * much of it as always fits. Rejecting must never fail because of the record's size.
 */
public final class RejectedCopy {
    /** On the rejected topic: one word for why the record was rejected. */
    public static final String REASON_HEADER = DeliveryRecords.REASON_HEADER;

    /** On the rejected topic: one line for why the record was rejected. */
    public static final String DETAIL_HEADER = "hooklane-reason-detail";

    /** The place of the original record, as {@link Source} writes it. */
    public static final String SOURCE_HEADER = "hooklane-source";

    /** Only on a truncated copy: the size of the whole value in bytes. */
    public static final String WHOLE_BYTES_HEADER = "hooklane-whole-bytes";

    /** Only on a truncated copy: the SHA-256 of the whole value, in hex. */
    public static final String WHOLE_SHA256_HEADER = "hooklane-whole-sha256";

    /** Only on a truncated copy: how many headers were left out. */
    public static final String HEADERS_LEFT_OUT_HEADER = "hooklane-headers-left-out";

    /**
     * The largest record that is copied whole: 1.5 times what Hooklane's other topics accept, and
     * three quarters of what the rejected topic and a request to it accept.
     */
    static final int WHOLE_MAX = 3 << 19;

    /** How much of a truncated value is kept; four times as much as is ever shown. */
    static final int VALUE_KEPT = 64 * 1_024;

    /**
     * A longer key is neither an account's nor an endpoint's id, so it is useless for finding
     * anything.
     */
    static final int KEY_KEPT = 1_024;

    static final int HEADERS_KEPT = 16 * 1_024;
    private static final int DETAIL_KEPT = 2_048;

    /** The most that Kafka adds to a header, or to a record: lengths, offsets, times. */
    private static final int HEADER_OVERHEAD = 10;

    private RejectedCopy() {}

    /** The place of a record. */
    public record Source(String topic, int partition, long offset) {
        @Override
        public String toString() {
            return "%s:%d@%d".formatted(topic, partition, offset);
        }
    }

    /**
     * Returns the record for the rejected topic.
     *
     * @param came the original record, except that its topic is the rejected topic
     * @param reason in one word
     * @param detail in one line
     */
    public static ProducerRecord<byte[], byte[]> of(
            ProducerRecord<byte[], byte[]> came, String reason, String detail, Source source) {
        boolean whole = size(came) <= WHOLE_MAX;
        ProducerRecord<byte[], byte[]> copy = whole ? uncut(came) : cut(came);
        copy.headers()
                .add(REASON_HEADER, reason.getBytes(UTF_8))
                .add(DETAIL_HEADER, beginning(detail).getBytes(UTF_8))
                .add(SOURCE_HEADER, source.toString().getBytes(UTF_8));
        return copy;
    }

    private static ProducerRecord<byte[], byte[]> uncut(ProducerRecord<byte[], byte[]> came) {
        return new ProducerRecord<>(
                came.topic(), null, came.key(), came.value(), withoutOurs(came.headers()));
    }

    private static ProducerRecord<byte[], byte[]> cut(ProducerRecord<byte[], byte[]> came) {
        byte[] value = came.value() == null ? new byte[0] : came.value();
        byte[] key = came.key() != null && came.key().length > KEY_KEPT ? null : came.key();
        Headers all = withoutOurs(came.headers());
        Headers kept = small(all);
        int leftOut = all.toArray().length - kept.toArray().length;
        kept.add(WHOLE_BYTES_HEADER, Integer.toString(value.length).getBytes(UTF_8));
        kept.add(WHOLE_SHA256_HEADER, sha256(value).getBytes(UTF_8));
        kept.add(HEADERS_LEFT_OUT_HEADER, Integer.toString(leftOut).getBytes(UTF_8));
        return new ProducerRecord<>(
                came.topic(),
                null,
                key,
                value.length > VALUE_KEPT ? Arrays.copyOf(value, VALUE_KEPT) : value,
                kept);
    }

    /**
     * Removes headers of these names from the original; only this class may say that a record was
     * cut.
     */
    private static Headers withoutOurs(Headers came) {
        Headers headers = new RecordHeaders(came);
        headers.remove(SOURCE_HEADER);
        headers.remove(WHOLE_BYTES_HEADER);
        headers.remove(WHOLE_SHA256_HEADER);
        headers.remove(HEADERS_LEFT_OUT_HEADER);
        return headers;
    }

    /**
     * Returns the headers that fit, in their order; the one that names the account takes
     * precedence.
     */
    private static Headers small(Headers came) {
        Header[] all = came.toArray();
        int account = account(all);
        boolean kept = account >= 0 && size(all[account]) <= HEADERS_KEPT;
        int left = HEADERS_KEPT - (kept ? size(all[account]) : 0);
        Headers small = new RecordHeaders();
        for (int i = 0; i < all.length; i++) {
            if (i == account && kept) {
                small.add(all[i]);
            } else if (i != account && size(all[i]) <= left) {
                left -= size(all[i]);
                small.add(all[i]);
            }
        }
        return small;
    }

    /**
     * Returns the index of the header that names the account: the last one, in any spelling.
     * Erasure depends on it.
     */
    private static int account(Header[] all) {
        int account = -1;
        for (int i = 0; i < all.length; i++) {
            if (all[i].key().equalsIgnoreCase(DeliveryRecords.ACCOUNT_HEADER)) {
                account = i;
            }
        }
        return account;
    }

    private static int size(ProducerRecord<byte[], byte[]> record) {
        long size = (long) length(record.key()) + length(record.value());
        for (Header header : record.headers()) {
            size += size(header);
        }
        return (int) Math.min(size, Integer.MAX_VALUE);
    }

    private static int size(Header header) {
        // A char is at most three bytes of UTF-8, and a surrogate pair is four.
        return 3 * header.key().length() + length(header.value()) + HEADER_OVERHEAD;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static String beginning(String detail) {
        return detail.length() <= DETAIL_KEPT ? detail : detail.substring(0, DETAIL_KEPT) + "…";
    }

    private static String sha256(byte[] value) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
