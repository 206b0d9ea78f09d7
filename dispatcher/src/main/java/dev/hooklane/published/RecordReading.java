package dev.hooklane.published;

import dev.hooklane.deadletter.HeaderTexts;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.AccountReading;
import dev.hooklane.event.EventReader;
import dev.hooklane.event.EventReading;
import dev.hooklane.event.EventTypes;
import dev.hooklane.topology.FanOutTopology;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads records of the events topic as the fan-out does, and never what is erased. */
final class RecordReading {
    private final EventReader reader;
    private final Erasures erasures;

    RecordReading(EventReader reader, Erasures erasures) {
        this.reader = reader;
        this.erasures = erasures;
    }

    /**
     * What the record is to its account; empty if it has none, is another's or erased.
     *
     * @param wanted the only account that is asked for; nothing else of the others is read
     */
    Optional<PublishedRecord> read(
            ConsumerRecord<byte[], byte[]> record, Optional<AccountId> wanted) {
        Map<String, String> headers = HeaderTexts.of(record.headers());
        Instant at = Instant.ofEpochMilli(record.timestamp());
        return switch (reader.readAccount(record.key(), headers)) {
            case AccountReading.Known(AccountId account) ->
                    wanted.map(account::equals).orElse(true) && !erasures.covers(account, at)
                            ? Optional.of(read(record, account, headers, at)).filter(this::isKept)
                            : Optional.empty();
            case AccountReading.Rejected _ -> Optional.empty();
        };
    }

    private PublishedRecord read(
            ConsumerRecord<byte[], byte[]> record,
            AccountId account,
            Map<String, String> headers,
            Instant at) {
        EventReading reading = reader.read(record.value(), headers, at);
        boolean test =
                reading instanceof EventReading.Accepted accepted
                        && accepted.event().type().equals(EventTypes.WEBHOOK_TEST);
        return new PublishedRecord(
                account,
                at,
                new SourceEvent.Origin(record.partition(), record.offset()),
                reading,
                headers.containsKey(FanOutTopology.ONCE_HEADER),
                test ? tested(headers) : Optional.empty());
    }

    private static Optional<EndpointId> tested(Map<String, String> headers) {
        try {
            return Optional.ofNullable(headers.get(FanOutTopology.ENDPOINT_HEADER))
                    .map(EndpointId::new);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean isKept(PublishedRecord record) {
        return switch (record.reading()) {
            case EventReading.Accepted accepted ->
                    !erasures.covers(record.account(), accepted.event().id(), record.publishedAt());
            case EventReading.Rejected _ -> true;
        };
    }
}
