package dev.hooklane.source.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventId;
import dev.hooklane.event.VisibleText;
import dev.hooklane.source.Source;
import dev.hooklane.source.SourceRejection;
import dev.hooklane.source.ValueFormat;
import dev.hooklane.source.format.Formats;
import dev.hooklane.source.format.SourceFormat;
import dev.hooklane.source.format.SourceFormat.Decoded;
import dev.hooklane.source.mapping.Mapped;
import dev.hooklane.source.mapping.Mapping;
import dev.hooklane.source.mapping.SourceRecord;
import dev.hooklane.source.progress.SourceProgress.LogIdentity;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Decides what a record becomes: reads it, maps it, and checks the event. Any thread may use it.
 */
final class RecordJudge {
    private static final Logger log = LoggerFactory.getLogger(RecordJudge.class);

    /** A value of this size becomes a tree of ten to thirty times as much memory. */
    static final int BYTES_MAX = 4 << 20;

    private static final int UTF8_BYTES_MAX = 4;

    private final Source source;
    private final Mapping mapping;
    private final SourceFormat keys;
    private final SourceFormat values;

    /**
     * @param mapping that of the source
     */
    RecordJudge(Source source, Mapping mapping, Formats formats) {
        this.source = source;
        this.mapping = mapping;
        keys = formats.keys(source.formats());
        values = formats.values(source.formats());
    }

    /**
     * Looks up what reading these records takes, up to the first that can't be read now. May wait
     * for a schema registry, so that judging does not.
     *
     * @param deadlineNanos how long it may wait, by {@link System#nanoTime}
     */
    void lookUp(List<ConsumerRecord<byte[], byte[]>> records, long deadlineNanos) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (!keys.lookUp(record.key(), deadlineNanos)
                    || !values.lookUp(record.value(), deadlineNanos)) {
                return;
            }
        }
    }

    /**
     * Returns the key as people see it: what the mapping sees, or else the bytes.
     *
     * @param atMost how many characters of JSON are of use
     */
    Optional<String> shownKey(ConsumerRecord<byte[], byte[]> record, int atMost) {
        return shown(source.formats().key(), keys, record.key(), headers(record), atMost);
    }

    /** Returns the value likewise. */
    Optional<String> shownValue(ConsumerRecord<byte[], byte[]> record, int atMost) {
        return shown(source.formats().value(), values, record.value(), headers(record), atMost);
    }

    private static Optional<String> shown(
            ValueFormat format,
            SourceFormat reader,
            byte @Nullable [] bytes,
            Map<String, String> headers,
            int shownMax) {
        boolean readable = bytes != null && bytes.length <= BYTES_MAX && !format.isText();
        try {
            if (readable
                    && reader.read(bytes, headers) instanceof Decoded.Value(@Nullable JsonNode node)
                    && node != null) {
                return Optional.of(
                        node.isString() ? node.stringValue() : ShownJson.of(node, shownMax));
            }
        } catch (RuntimeException | StackOverflowError e) {
            log.debug("source.not_shown {}", e.toString());
        }
        return Optional.ofNullable(bytes).map(all -> beginning(all, shownMax));
    }

    /** Returns at least that many characters of a text that may be far larger. */
    private static String beginning(byte[] text, int chars) {
        return new String(text, 0, Math.min(text.length, UTF8_BYTES_MAX * chars), UTF_8);
    }

    /**
     * Judges a record. It never throws because of one.
     *
     * @param identity of the log that the record is from
     */
    Judged judge(ConsumerRecord<byte[], byte[]> record, LogIdentity identity) {
        try {
            return judgeOrThrow(record, identity);
        } catch (RuntimeException | StackOverflowError e) {
            log.error(
                    "source.faulted source={} {}:{}@{}",
                    source.name(),
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e);
            return new Judged.Refused(
                    SourceRejection.SOURCE_FAILED,
                    "Hooklane failed on this record: " + e.getClass().getSimpleName());
        }
    }

    private Judged judgeOrThrow(ConsumerRecord<byte[], byte[]> record, LogIdentity identity) {
        int bytes = length(record.key()) + length(record.value());
        if (bytes > BYTES_MAX) {
            return unreadable(
                    "record of %,d bytes is over the limit of %,d".formatted(bytes, BYTES_MAX));
        }
        Map<String, String> headers = headers(record);
        return switch (keys.read(record.key(), headers)) {
            case Decoded.Unreadable(String reason) -> unreadable("key " + reason);
            case Decoded.Unavailable(String reason) -> new Judged.Undecided(reason);
            case Decoded.Value key ->
                    switch (values.read(record.value(), headers)) {
                        case Decoded.Unreadable(String reason) -> unreadable("value " + reason);
                        case Decoded.Unavailable(String reason) -> new Judged.Undecided(reason);
                        case Decoded.Value value ->
                                map(
                                        new SourceRecord(
                                                source.cluster(),
                                                record.topic(),
                                                record.partition(),
                                                record.offset(),
                                                Instant.ofEpochMilli(record.timestamp()),
                                                headers,
                                                key.node(),
                                                value.node()),
                                        identity);
                    };
        };
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static Judged unreadable(String detail) {
        return new Judged.Refused(SourceRejection.SOURCE_UNREADABLE, detail);
    }

    private Judged map(SourceRecord record, LogIdentity identity) {
        return switch (mapping.map(record)) {
            case Mapped.Skipped(String reason) -> new Judged.Skipped(reason);
            case Mapped.Rejected(String reason) -> unmapped(reason);
            case Mapped.Event event -> event(record, event, identity);
        };
    }

    private static Judged unmapped(String detail) {
        return new Judged.Refused(SourceRejection.SOURCE_UNMAPPED, detail);
    }

    private Judged event(SourceRecord record, Mapped.Event mapped, LogIdentity identity) {
        try {
            EventId id =
                    mapped.id()
                            .map(EventId::new)
                            .orElseGet(() ->
                                    DerivedId.of(place(record, identity), record.timestamp()));
            AccountId account = new AccountId(mapped.account());
            Event event =
                    Event.builder(mapped.type())
                            .id(id)
                            .timestamp(mapped.timestamp().orElse(record.timestamp()))
                            .data(mapped.data())
                            .build();
            return new Judged.Becomes(account, event, mapped.id().isPresent());
        } catch (IllegalArgumentException e) {
            // Also what an invalid event throws; the message never holds data.
            return unmapped(VisibleText.excerpt(e));
        }
    }

    private RecordPlace place(SourceRecord record, LogIdentity identity) {
        return new RecordPlace(
                source.name(), identity, record.topic(), record.partition(), record.offset());
    }

    /** Of headers of one name, the last counts, as it does elsewhere. */
    static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            headers.put(
                    header.key(),
                    Optional.ofNullable(header.value())
                            .map(bytes -> new String(bytes, UTF_8))
                            .orElse(""));
        }
        return headers;
    }
}
