package dev.hooklane.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.AccountReading;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventReading;
import dev.hooklane.event.RejectReason;
import dev.hooklane.filter.EventData;
import dev.hooklane.filter.EventDigest;
import dev.hooklane.topic.KafkaUnavailableException;
import dev.hooklane.topic.Topics;
import dev.hooklane.topic.TraceHeaders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Turns each event into one delivery for each endpoint that subscribes to it, or copies the record
 * unchanged to the rejected topic. Owned by one stream thread.
 */
final class FanOut {
    private final EventGate gate;
    private final EndpointDirectory directory;
    private final Erasures erasures;
    private final TestMarks marks;
    private final FanOutMeter meter;
    private final BooleanSupplier endpointsRead;
    private final FanOutTracing tracing;
    private final FaultLog faults;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable FirstPublished firstPublished;

    FanOut(FanOutTopology.Parts parts) {
        gate = parts.gate();
        directory = parts.known().endpoints();
        erasures = parts.known().erasures();
        marks = parts.marks();
        meter = parts.watchers().meter();
        endpointsRead = parts.known().endpointsRead();
        tracing = parts.watchers().tracing().get();
        faults = parts.watchers().faults();
    }

    void init(ProcessorContext<byte[], byte[]> streams) {
        context = streams;
        firstPublished = new FirstPublished(streams.getStateStore(Topics.FIRST_PUBLISHED));
    }

    /** Returns the account of a record, or rejects the record. */
    Optional<AccountId> account(Published event) {
        return guarded(
                event,
                Optional.empty(),
                () ->
                        switch (gate.account(event.record().key(), event.texts())) {
                            case AccountReading.Known(AccountId account) -> Optional.of(account);
                            case AccountReading.Rejected(RejectReason reason, String detail) -> {
                                reject(event, reason, detail);
                                yield Optional.empty();
                            }
                        });
    }

    /**
     * Reports whether this installation has published the event as a test of an endpoint. An event
     * that we fail on is none; it is rejected when it is fanned out.
     */
    boolean isTest(Published event, AccountId account) {
        if (!event.texts().containsKey(FanOutTopology.TEST_HEADER)) {
            return false;
        }
        try {
            return judge(event, account)
                            instanceof EventGate.Verdict.Passed(Event passed, EventData _)
                    && marks.isTest(event.record().headers(), passed.id());
        } catch (KafkaException | KafkaUnavailableException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            faults.log(event.toString(), e);
            return false;
        }
    }

    /**
     * Fans out an event of this account, or rejects it.
     *
     * @return how much of the account's share that costs: a delivery each, at least one; nothing if
     *     the event is erased
     */
    int fanOut(Published event, AccountId account) {
        return guarded(event, 1, () -> decide(event, account));
    }

    /** Does the same with an event that was deferred. */
    int fanOutDeferred(Deferred.Entry entry, RejectedCopy.Source source) {
        Record<byte[], byte[]> stored =
                new Record<>(
                        entry.account().value().getBytes(UTF_8),
                        entry.value(),
                        DeferredCodec.timestamp(entry.value()));
        return guarded(
                new Published(stored, source),
                1,
                () ->
                        fanOut(
                                new Published(DeferredCodec.read(entry.value()), source),
                                entry.account()));
    }

    private <T> T guarded(Published event, T otherwise, Supplier<T> work) {
        try {
            return work.get();
        } catch (KafkaException | KafkaUnavailableException e) {
            // Not the record's fault: skipping the record would lose it.
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            faults.log(event.toString(), e);
            reject(event, RejectReason.INTERNAL_ERROR, FaultLog.inOneLine(e));
            return otherwise;
        }
    }

    private int decide(Published event, AccountId account) {
        if (erasures.covers(account, event.appendedAt())) {
            // Not rejected either, because that would make another copy.
            return 0;
        }
        return switch (judge(event, account)) {
            case EventGate.Verdict.Passed(Event passed, EventData data) ->
                    event.texts().containsKey(FanOutTopology.ONCE_HEADER)
                            ? fanOutOnce(event, account, passed, data)
                            : fanOut(event, account, passed, data);
            case EventGate.Verdict.TurnedAway(
                            Optional<Event> read,
                            EventReading.Rejected(RejectReason reason, String detail)) -> {
                if (read.filter(known -> erasures.covers(account, known.id(), event.appendedAt()))
                        .isEmpty()) {
                    reject(event, reason, detail);
                }
                yield 1;
            }
        };
    }

    private EventGate.Verdict judge(Published event, AccountId account) {
        return gate.judge(
                account, event.record().value(), event.texts(), event.appendedAt(), event.place());
    }

    private int fanOutOnce(Published published, AccountId account, Event event, EventData data) {
        if (firstPublished == null) {
            throw notInitialised();
        }
        Instant appendedAt = published.appendedAt();
        long offset = published.source().offset();
        Optional<byte[]> digest = EventDigest.of(event);
        return switch (firstPublished.find(account, event.id(), offset, appendedAt, digest)) {
            case FirstPublished.Finding.First() -> fanOut(published, account, event, data);
            case FirstPublished.Finding.Repeat() -> {
                meter.repeated();
                yield 1;
            }
            case FirstPublished.Finding.Reused(long first) -> {
                if (!erasures.covers(account, event.id(), appendedAt)) {
                    reject(published, RejectReason.ID_REUSED, reused(published, event, first));
                }
                yield 1;
            }
        };
    }

    private static String reused(Published published, Event event, long first) {
        return "id %s was published before with another type or other data, at %d@%d; that one counts"
                .formatted(event.id(), published.source().partition(), first);
    }

    private int fanOut(Published published, AccountId account, Event event, EventData data) {
        if (erasures.covers(account, event.id(), published.appendedAt())) {
            return 0;
        }
        Record<byte[], byte[]> record = published.record();
        SourceEvent source = tracing.begin(source(published, account, event));
        DeliveryId.OfEvent ids = DeliveryId.of(event.id(), event.timestamp());
        // An account that was told of its new endpoint expects it to get this event. If the
        // endpoints can't be confirmed as current, Kafka is in trouble and the known ones must do.
        // EndpointCatchUp logs it.
        var _ = endpointsRead.getAsBoolean();
        Recipients recipients = Recipients.of(event, record.headers(), account, directory, marks);
        int filtered = 0;
        List<EndpointId> failed = new ArrayList<>();
        List<Record<byte[], byte[]>> deliveries = new ArrayList<>();
        for (Endpoint endpoint : recipients.endpoints()) {
            try {
                if (!recipients.include(endpoint, event, data)) {
                    filtered++;
                    continue;
                }
                deliveries.add(
                        delivery(
                                Delivery.first(
                                        ids.to(endpoint.id()),
                                        endpoint.id(),
                                        source,
                                        recipients.trigger(),
                                        event.payload()),
                                record.timestamp()));
            } catch (RuntimeException | StackOverflowError e) {
                // One endpoint failed; the others still get their deliveries.
                faults.log(published.toString(), e);
                failed.add(endpoint.id());
            }
        }
        deliveries.forEach(delivery -> streams().forward(delivery, FanOutTopology.DELIVERIES));
        if (!failed.isEmpty()) {
            reject(published, RejectReason.INTERNAL_ERROR, "no delivery was made for " + failed);
        }
        tracing.end(deliveries.size());
        meter.accepted(deliveries.size(), filtered);
        return Math.max(1, deliveries.size());
    }

    private static Record<byte[], byte[]> delivery(Delivery delivery, long timestamp) {
        return new Record<>(
                DeliveryRecords.key(delivery),
                delivery.payload().bytes(),
                timestamp,
                DeliveryRecords.headers(delivery));
    }

    private static SourceEvent source(Published published, AccountId account, Event event) {
        Headers headers = published.record().headers();
        return new SourceEvent(
                event.id(),
                event.type(),
                account,
                published.appendedAt(),
                new SourceEvent.Origin(published.source().partition(), published.source().offset()),
                TraceHeaders.parent(headers),
                TraceHeaders.state(headers));
    }

    private void reject(Published published, RejectReason reason, String detail) {
        Record<byte[], byte[]> record = published.record();
        ProducerRecord<byte[], byte[]> copy =
                RejectedCopy.of(
                        new ProducerRecord<>(
                                FanOutTopology.REJECTED,
                                null,
                                record.key(),
                                record.value(),
                                record.headers()),
                        reason.code(),
                        detail,
                        published.source());
        streams()
                .forward(
                        new Record<>(copy.key(), copy.value(), record.timestamp(), copy.headers()),
                        FanOutTopology.REJECTED);
        meter.rejected(reason);
    }

    private ProcessorContext<byte[], byte[]> streams() {
        if (context == null) {
            throw notInitialised();
        }
        return context;
    }

    static IllegalStateException notInitialised() {
        return new IllegalStateException("not initialised by Kafka Streams");
    }
}
