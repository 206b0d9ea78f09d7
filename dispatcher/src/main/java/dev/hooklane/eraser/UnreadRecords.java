package dev.hooklane.eraser;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.hooklane.event.VisibleText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records of a topic that an erasure could not read, so that nobody knows whether it covers
 * them. A later record under the same key replaces one. Used by one thread.
 */
final class UnreadRecords {
    /** A report names the first ones; the log names all of them. */
    private static final int NAMED = 3;

    /** More are only counted. */
    private static final int KEYS_MAX = 10_000;

    private static final Logger log = LoggerFactory.getLogger(UnreadRecords.class);

    private final Map<String, String> places = new LinkedHashMap<>();
    private long others;

    void add(ConsumerRecord<byte[], byte[]> record, RuntimeException why) {
        String place = "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset());
        log.warn("erasure.unreadable {}: {}", place, VisibleText.excerpt(why.toString()));
        if (places.size() < KEYS_MAX) {
            places.put(key(record), place);
        } else {
            others++;
        }
    }

    /** Forgets what this record replaces. */
    void replacedBy(ConsumerRecord<byte[], byte[]> record) {
        if (!places.isEmpty()) {
            places.remove(key(record));
        }
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.partition() + "/" + new String(record.key(), ISO_8859_1);
    }

    /** Returns why the erasure is not done; empty if every record was read. */
    String problem() {
        long count = places.size() + others;
        if (count == 0) {
            return "";
        }
        return "%d record%s can't be read, so nobody knows whose: %s%s; it is done once no such record is left"
                .formatted(
                        count,
                        count == 1 ? "" : "s",
                        places.values().stream().limit(NAMED).collect(Collectors.joining(", ")),
                        count > NAMED ? ", …" : "");
    }
}
