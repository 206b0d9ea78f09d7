package dev.hooklane.spring.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.AccountReading;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventReader;
import dev.hooklane.event.EventReading;
import dev.hooklane.event.KnownTypes;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads a record of the events topic as Hooklane does. */
final class TopicRecord {
    /** The publisher has checked the type already. */
    private static final EventReader READER = new EventReader(KnownTypes.any());

    private TopicRecord() {}

    static AccountEvent read(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        record.headers()
                .forEach(header -> {
                    if (header.value() != null) {
                        headers.put(header.key(), new String(header.value(), UTF_8));
                    }
                });
        return new AccountEvent(account(record, headers), event(record, headers));
    }

    private static AccountId account(
            ConsumerRecord<byte[], byte[]> record, Map<String, String> headers) {
        AccountReading reading = READER.readAccount(record.key(), headers);
        if (reading instanceof AccountReading.Known known) {
            return known.account();
        }
        throw rejected(record, ((AccountReading.Rejected) reading).detail());
    }

    private static Event event(ConsumerRecord<byte[], byte[]> record, Map<String, String> headers) {
        EventReading reading =
                READER.read(record.value(), headers, Instant.ofEpochMilli(record.timestamp()));
        if (reading instanceof EventReading.Accepted accepted) {
            return accepted.event();
        }
        throw rejected(record, ((EventReading.Rejected) reading).detail());
    }

    private static AssertionError rejected(ConsumerRecord<byte[], byte[]> record, String detail) {
        return new AssertionError(
                "Hooklane would reject the record at %s-%d, offset %d: %s"
                        .formatted(record.topic(), record.partition(), record.offset(), detail));
    }
}
