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
import dev.hooklane.topic.RecordPlace;
import dev.hooklane.topic.Topics;
import dev.hooklane.topic.TraceHeaders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Turns each event into one delivery for each endpoint that subscribes to it, or copies the record
 * unchanged to the rejected topic. Owned by one stream thread.
 */
final class FanOut implements Processor<byte[], byte[], byte[], byte[]> {
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
        directory = parts.directory();
        erasures = parts.erasures();
        marks = parts.marks();
        meter = parts.meter();
        endpointsRead = parts.endpointsRead();
        tracing = parts.tracing().get();
        faults = parts.faults();
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> streams) {
        context = streams;
        firstPublished = new FirstPublished(streams.getStateStore(Topics.FIRST_PUBLISHED));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        try {
            decide(record);
        } catch (KafkaException | KafkaUnavailableException e) {
            // Not the record's fault: skipping the record would lose it.
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            faults.log(stands().toString(), e);
            reject(record, RejectReason.INTERNAL_ERROR, FaultLog.inOneLine(e));
        }
    }

    private void decide(Record<byte[], byte[]> record) {
        Map<String, String> headers = textHeaders(record.headers());
        switch (gate.account(record.key(), headers)) {
            case AccountReading.Known(AccountId account) -> process(record, account, headers);
            case AccountReading.Rejected(RejectReason reason, String detail) ->
                    reject(record, reason, detail);
        }
    }

    private void process(
            Record<byte[], byte[]> record, AccountId account, Map<String, String> headers) {
        Instant appendedAt = Instant.ofEpochMilli(record.timestamp());
        if (erasures.covers(account, appendedAt)) {
            // Not rejected either, because that would make another copy.
            return;
        }
        RecordMetadata at = place();
        RecordPlace place = new RecordPlace(at.partition(), at.offset());
        switch (gate.judge(account, record.value(), headers, appendedAt, place)) {
            case EventGate.Verdict.Passed(Event event, EventData data) -> {
                if (headers.containsKey(FanOutTopology.ONCE_HEADER)) {
                    fanOutOnce(record, account, event, data);
                } else {
                    fanOut(record, account, event, data);
                }
            }
            case EventGate.Verdict.TurnedAway(
                            Optional<Event> event,
                            EventReading.Rejected(RejectReason reason, String detail)) -> {
                if (event.filter(read -> erasures.covers(account, read.id(), appendedAt))
                        .isEmpty()) {
                    reject(record, reason, detail);
                }
            }
        }
    }

    private void fanOutOnce(
            Record<byte[], byte[]> record, AccountId account, Event event, EventData data) {
        if (firstPublished == null) {
            throw notInitialised();
        }
        Instant appendedAt = Instant.ofEpochMilli(record.timestamp());
        long offset = place().offset();
        Optional<byte[]> digest = EventDigest.of(event.type(), data);
        switch (firstPublished.find(account, event.id(), offset, appendedAt, digest)) {
            case FirstPublished.Finding.First() -> fanOut(record, account, event, data);
            case FirstPublished.Finding.Repeat() -> meter.repeated();
            case FirstPublished.Finding.Reused(long first) -> {
                if (!erasures.covers(account, event.id(), appendedAt)) {
                    reject(record, RejectReason.ID_REUSED, reused(event, first));
                }
            }
        }
    }

    private String reused(Event event, long first) {
        return "id %s was published before with another type or other data, at %d@%d; that one counts"
                .formatted(event.id(), place().partition(), first);
    }

    private RecordMetadata place() {
        return streams()
                .recordMetadata()
                .orElseThrow(() -> new IllegalStateException("no record is processed now"));
    }

    private void fanOut(
            Record<byte[], byte[]> record, AccountId account, Event event, EventData data) {
        Instant appendedAt = Instant.ofEpochMilli(record.timestamp());
        if (erasures.covers(account, event.id(), appendedAt)) {
            return;
        }
        SourceEvent source = tracing.begin(source(record.headers(), account, event, appendedAt));
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
                faults.log(stands().toString(), e);
                failed.add(endpoint.id());
            }
        }
        deliveries.forEach(delivery -> streams().forward(delivery, FanOutTopology.DELIVERIES));
        if (!failed.isEmpty()) {
            reject(record, RejectReason.INTERNAL_ERROR, "no delivery was made for " + failed);
        }
        tracing.end(deliveries.size());
        meter.accepted(deliveries.size(), filtered);
    }

    private static Record<byte[], byte[]> delivery(Delivery delivery, long timestamp) {
        return new Record<>(
                DeliveryRecords.key(delivery),
                delivery.payload().bytes(),
                timestamp,
                DeliveryRecords.headers(delivery));
    }

    private SourceEvent source(
            Headers headers, AccountId account, Event event, Instant appendedAt) {
        RecordMetadata at = place();
        return new SourceEvent(
                event.id(),
                event.type(),
                account,
                appendedAt,
                new SourceEvent.Origin(at.partition(), at.offset()),
                TraceHeaders.parent(headers),
                TraceHeaders.state(headers));
    }

    private void reject(Record<byte[], byte[]> record, RejectReason reason, String detail) {
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
                        stands());
        streams()
                .forward(
                        new Record<>(copy.key(), copy.value(), record.timestamp(), copy.headers()),
                        FanOutTopology.REJECTED);
        meter.rejected(reason);
    }

    private RejectedCopy.Source stands() {
        RecordMetadata at = place();
        return new RejectedCopy.Source(at.topic(), at.partition(), at.offset());
    }

    private ProcessorContext<byte[], byte[]> streams() {
        if (context == null) {
            throw notInitialised();
        }
        return context;
    }

    private static IllegalStateException notInitialised() {
        return new IllegalStateException("not initialised by Kafka Streams");
    }

    /** Returns header values by lower-case name; the last of several equal names wins. */
    private static Map<String, String> textHeaders(Headers headers) {
        Map<String, String> texts = new HashMap<>();
        for (Header header : headers) {
            texts.put(header.key().toLowerCase(Locale.ROOT), text(header.value()));
        }
        return texts;
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, UTF_8);
    }
}
