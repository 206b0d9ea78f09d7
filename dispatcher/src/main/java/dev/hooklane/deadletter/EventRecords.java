package dev.hooklane.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.AccountReading;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventReader;
import dev.hooklane.event.EventReading;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/** Reads records of the events topic as the fan-out does. Any thread may use it. */
public final class EventRecords {
    private final EventReader reader;
    private final Erasures erasures;

    public EventRecords(EventReader reader, Erasures erasures) {
        this.reader = reader;
        this.erasures = erasures;
    }

    /** Whose the event is; empty if the record does not tell. */
    public Optional<AccountId> account(ConsumerRecord<byte[], byte[]> record) {
        return switch (reader.readAccount(record.key(), texts(record.headers()))) {
            case AccountReading.Known(AccountId account) -> Optional.of(account);
            case AccountReading.Rejected _ -> Optional.empty();
        };
    }

    /** The event; empty if the record is none, or it is erased. */
    public Optional<Event> event(ConsumerRecord<byte[], byte[]> record) {
        Instant appendedAt = Instant.ofEpochMilli(record.timestamp());
        return switch (reader.read(record.value(), texts(record.headers()), appendedAt)) {
            case EventReading.Accepted(Event event) ->
                    Optional.of(event).filter(found -> !isErased(record, found, appendedAt));
            case EventReading.Rejected _ -> Optional.empty();
        };
    }

    private boolean isErased(
            ConsumerRecord<byte[], byte[]> record, Event event, Instant appendedAt) {
        return account(record)
                .map(account -> erasures.covers(account, event.id(), appendedAt))
                .orElse(false);
    }

    private static Map<String, String> texts(Headers headers) {
        Map<String, String> texts = new HashMap<>();
        headers.forEach(header -> {
            if (header.value() != null) {
                texts.put(header.key().toLowerCase(Locale.ROOT), new String(header.value(), UTF_8));
            }
        });
        return texts;
    }
}
