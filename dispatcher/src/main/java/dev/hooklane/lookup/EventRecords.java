package dev.hooklane.lookup;

import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.AccountReading;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventReader;
import dev.hooklane.event.EventReading;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads records of the events topic as the fan-out does. Any thread may use it. */
public final class EventRecords {
    private final EventReader reader;
    private final Erasures erasures;

    public EventRecords(EventReader reader, Erasures erasures) {
        this.reader = reader;
        this.erasures = erasures;
    }

    /** Returns the event's account; empty if the record does not name one. */
    public Optional<AccountId> account(ConsumerRecord<byte[], byte[]> record) {
        return switch (reader.readAccount(record.key(), HeaderTexts.of(record.headers()))) {
            case AccountReading.Known(AccountId account) -> Optional.of(account);
            case AccountReading.Rejected _ -> Optional.empty();
        };
    }

    /** Returns the event; empty if the record is not an event, or the event is erased. */
    public Optional<Event> event(ConsumerRecord<byte[], byte[]> record) {
        Instant appendedAt = Instant.ofEpochMilli(record.timestamp());
        return switch (reader.read(record.value(), HeaderTexts.of(record.headers()), appendedAt)) {
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
}
