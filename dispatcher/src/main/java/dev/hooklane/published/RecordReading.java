package dev.hooklane.published;

import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.catalogue.EventRules;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.AccountReading;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventReader;
import dev.hooklane.event.EventReading;
import dev.hooklane.event.EventTypes;
import dev.hooklane.event.KnownTypes;
import dev.hooklane.fanout.FanOutTopology;
import dev.hooklane.fanout.OwnMarks;
import dev.hooklane.fanout.TestMarks;
import dev.hooklane.filter.EventData;
import dev.hooklane.lookup.EventLookup;
import dev.hooklane.lookup.HeaderTexts;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/** Reads records of the events topic as the fan-out does, but never an erased event. */
final class RecordReading {
    private final EventReader any = new EventReader(KnownTypes.any());
    private final EventReader ofCatalogue;
    private final Catalogue catalogue;
    private final EventRules rules;
    private final TestMarks marks;
    private final OwnMarks ownMarks;
    private final Erasures erasures;

    RecordReading(Catalogue catalogue, EventLookup lookup, Erasures erasures) {
        this.ofCatalogue = new EventReader(catalogue);
        this.catalogue = catalogue;
        this.rules = new EventRules(catalogue);
        this.marks = lookup.marks();
        this.ownMarks = lookup.ownMarks();
        this.erasures = erasures;
    }

    /**
     * Returns the record, as its account sees it; empty if it has no account, belongs to another
     * one or is erased.
     *
     * @param wanted the only account that is asked for; nothing else is read from other accounts'
     *     records
     */
    Optional<PublishedRecord> read(
            ConsumerRecord<byte[], byte[]> record, Optional<AccountId> wanted) {
        Map<String, String> headers = HeaderTexts.of(record.headers());
        Instant at = Instant.ofEpochMilli(record.timestamp());
        return switch (any.readAccount(record.key(), headers)) {
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
        Optional<Event> event = event(any.read(record.value(), headers, at));
        return new PublishedRecord(
                account,
                at,
                new SourceEvent.Origin(record.partition(), record.offset()),
                event,
                rejection(record, account, headers, at, event),
                headers.containsKey(FanOutTopology.ONCE_HEADER),
                event.flatMap(found -> tested(found, record.headers(), headers)));
    }

    private static Optional<Event> event(EventReading reading) {
        return switch (reading) {
            case EventReading.Accepted(Event event) -> Optional.of(event);
            case EventReading.Rejected _ -> Optional.empty();
        };
    }

    private Optional<EventReading.Rejected> rejection(
            ConsumerRecord<byte[], byte[]> record,
            AccountId account,
            Map<String, String> headers,
            Instant at,
            Optional<Event> event) {
        if (event.flatMap(found -> catalogue.find(found.type())).isPresent()) {
            return ownMarks.forgery(headers, account, event.get(), at)
                    .or(() -> rules.broken(event.get(), new EventData(event.get().payload()), at));
        }
        return switch (ofCatalogue.read(record.value(), headers, at)) {
            case EventReading.Accepted _ -> Optional.empty();
            case EventReading.Rejected why -> Optional.of(why);
        };
    }

    private Optional<EndpointId> tested(Event event, Headers headers, Map<String, String> texts) {
        return endpoint(texts)
                .filter(_ ->
                        event.type().equals(EventTypes.WEBHOOK_TEST)
                                || marks.isTest(headers, event.id()));
    }

    private static Optional<EndpointId> endpoint(Map<String, String> headers) {
        try {
            return Optional.ofNullable(headers.get(FanOutTopology.ENDPOINT_HEADER))
                    .map(EndpointId::new);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean isKept(PublishedRecord record) {
        return record.event()
                .filter(event ->
                        erasures.covers(record.account(), event.id(), record.publishedAt()))
                .isEmpty();
    }
}
