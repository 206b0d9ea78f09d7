package dev.hooklane.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A record of the events topic and its place there, which a deferred one keeps.
 *
 * @param texts the headers' values by lower-case name; the last of several equal names wins
 */
record Published(
        Record<byte[], byte[]> record, RejectedCopy.Source source, Map<String, String> texts) {
    Published {
        texts = Map.copyOf(texts);
    }

    Published(Record<byte[], byte[]> record, RejectedCopy.Source source) {
        this(record, source, texts(record.headers()));
    }

    Instant appendedAt() {
        return Instant.ofEpochMilli(record.timestamp());
    }

    RecordPlace place() {
        return new RecordPlace(source.partition(), source.offset());
    }

    private static Map<String, String> texts(Headers headers) {
        Map<String, String> texts = new HashMap<>();
        for (Header header : headers) {
            texts.put(header.key().toLowerCase(Locale.ROOT), text(header.value()));
        }
        return texts;
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, UTF_8);
    }

    /** Names the place only, because the record is a customer's. */
    @Override
    public String toString() {
        return source.toString();
    }
}
