package dev.hooklane.source.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.event.EventId;
import dev.hooklane.event.IdCode;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/**
 * The id of an event whose mapping names none. It is derived from the place of the record, so that
 * a record that is read again makes the same event.
 */
final class DerivedId {
    private static final String PREFIX = "evt_";
    private static final int TIME_CHARS = 10;
    private static final int HASH_CHARS = 16;
    private static final long TIME_MS_MAX = (1L << 48) - 1;

    private DerivedId() {}

    /**
     * Returns the id, which sorts by the record's time as other ids do.
     *
     * @param recordTime as the record has it
     */
    static EventId of(RecordPlace place, Instant recordTime) {
        long timeMs = Math.clamp(recordTime.toEpochMilli(), 0, TIME_MS_MAX);
        ByteBuffer hash = ByteBuffer.wrap(hash(place));
        return new EventId(
                PREFIX
                        + IdCode.of(timeMs, TIME_CHARS)
                        + IdCode.of(hash.getLong(), HASH_CHARS / 2)
                        + IdCode.of(hash.getLong(), HASH_CHARS / 2));
    }

    /** No part has a line feed, so no two places have the same text. */
    private static byte[] hash(RecordPlace place) {
        String text =
                "%s\n%s\n%s\n%s\n%d\n%d"
                        .formatted(
                                place.source(),
                                place.log().clusterId(),
                                place.log().topicId(),
                                place.topic(),
                                place.partition(),
                                place.offset());
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
