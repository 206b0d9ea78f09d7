package dev.hooklane.published;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.lookup.EventLookup;
import dev.hooklane.lookup.HeaderTexts;
import dev.hooklane.lookup.NewestFirst;
import dev.hooklane.lookup.PayloadSource;
import dev.hooklane.lookup.TailPage;
import dev.hooklane.lookup.TailRange;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Finds events on the events topic itself, whether or not they became deliveries. Any thread may
 * use it; it waits for Kafka.
 */
public final class PublishedEvents {
    private static final String CLOUD_EVENT_ID = "ce_id";

    private final NewestFirst newestFirst;
    private final PayloadSource source;
    private final RecordReading reading;
    private final Erasures erasures;

    public PublishedEvents(EventLookup lookup, Catalogue catalogue, Erasures erasures) {
        this.newestFirst = new NewestFirst(lookup.consumers(), lookup.topic());
        this.source = lookup.payloads();
        this.reading = new RecordReading(catalogue, lookup, erasures);
        this.erasures = erasures;
    }

    /**
     * Returns the newest events.
     *
     * @param account whose events; empty for all accounts
     * @throws dev.hooklane.topic.KafkaUnavailableException if the brokers can't be reached
     */
    public TailPage<ListedEvent> page(
            TailRange range, Optional<AccountId> account, Optional<EventType> type) {
        Repeats repeats = new Repeats();
        TailPage<ListedEvent> page =
                newestFirst.page(
                        range,
                        record ->
                                reading.read(record, account)
                                        .flatMap(PublishedEvents::event)
                                        .filter(event ->
                                                type.map(event.type()::equals).orElse(true))
                                        .map(repeats::take));
        return new TailPage<>(
                page.items().stream().map(repeats::withFirst).toList(),
                page.next(),
                page.recordsRead());
    }

    /**
     * Returns the tail of the topic, without an event yet.
     *
     * @throws dev.hooklane.topic.KafkaUnavailableException if the brokers can't be reached
     */
    public EventTail tail() {
        return EventTail.at(newestFirst.end());
    }

    /**
     * Returns the tail with the events that came since.
     *
     * @throws dev.hooklane.topic.KafkaUnavailableException if the brokers can't be reached
     */
    public EventTail follow(EventTail before) {
        return before.with(
                newestFirst.since(
                        before.end(),
                        record ->
                                reading.read(record, Optional.empty())
                                        .flatMap(PublishedEvents::event)));
    }

    /** Reports whether an event that was read before may still be shown. */
    public boolean isKept(ListedEvent event) {
        return !erasures.covers(event.account(), event.id(), event.publishedAt());
    }

    private static Optional<ListedEvent> event(PublishedRecord read) {
        return read.event()
                .filter(_ -> read.rejected().isEmpty())
                .map(event ->
                        new ListedEvent(
                                event.id(),
                                event.type(),
                                read.account(),
                                event.timestamp(),
                                read.publishedAt(),
                                read.origin(),
                                event.payload().sizeBytes(),
                                read.once(),
                                Optional.empty()));
    }

    /**
     * Returns the record at this place, if it is that event, or is rejected and names it.
     *
     * @throws dev.hooklane.topic.KafkaUnavailableException if the brokers can't be reached
     */
    public Optional<PublishedRecord> at(
            SourceEvent.Origin origin, EventId event, Optional<AccountId> account) {
        return source.record(origin)
                .flatMap(record ->
                        reading.read(record, account).filter(read -> is(event, read, record)));
    }

    /**
     * Returns a page with the event's latest record, if it is among the newest that one page scans.
     *
     * @throws dev.hooklane.topic.KafkaUnavailableException if the brokers can't be reached
     */
    public TailPage<PublishedRecord> search(EventId event, Optional<AccountId> account) {
        return newestFirst.page(
                TailRange.newest(1),
                record ->
                        // Most records are about another event, and need not be parsed.
                        names(event, record)
                                ? reading.read(record, account)
                                        .filter(read -> is(event, read, record))
                                : Optional.<PublishedRecord>empty());
    }

    private static boolean is(
            EventId event, PublishedRecord read, ConsumerRecord<byte[], byte[]> record) {
        return read.event()
                .map(found -> found.id().equals(event))
                .orElseGet(() -> names(event, record));
    }

    /** Reports whether the record contains the id, in whatever form. */
    private static boolean names(EventId event, ConsumerRecord<byte[], byte[]> record) {
        return record.value() != null
                && (new String(record.value(), ISO_8859_1).contains(event.value())
                        || event.value()
                                .equals(HeaderTexts.of(record.headers()).get(CLOUD_EVENT_ID)));
    }
}
