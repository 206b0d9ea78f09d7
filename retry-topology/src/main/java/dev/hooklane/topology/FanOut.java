package dev.hooklane.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.AccountReading;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventReading;
import dev.hooklane.event.EventTypes;
import dev.hooklane.event.RejectReason;
import dev.hooklane.filter.EventData;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Turns each event into one delivery for each endpoint that asks for it, or sends it to the
 * rejected topic as it came. Owned by one stream thread.
 */
final class FanOut implements Processor<byte[], byte[], byte[], byte[]> {
    /** Names the one endpoint that a test is for. */
    public static final String ENDPOINT_HEADER = "hooklane-endpoint";

    /**
     * Marks an event of any type as a test of the one endpoint that {@link #ENDPOINT_HEADER} names.
     */
    public static final String TEST_HEADER = "hooklane-test";

    /** Marks an event whose repeats are left out. */
    public static final String ONCE_HEADER = "hooklane-once";

    static final String REASON_HEADER = "hooklane-reason";
    static final String DETAIL_HEADER = "hooklane-reason-detail";

    private final EventGate gate;
    private final EndpointDirectory directory;
    private final Erasures erasures;
    private final TestMarks marks;
    private final FanOutMeter meter;
    private final BooleanSupplier endpointsRead;
    private final FanOutTracing tracing;
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
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> streams) {
        context = streams;
        firstPublished = new FirstPublished(streams.getStateStore(FanOutTopology.FIRST_PUBLISHED));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
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
            // Not rejected either: that would be one more copy.
            return;
        }
        RecordMetadata at = place();
        RecordPlace place = new RecordPlace(at.partition(), at.offset());
        switch (gate.judge(record.value(), headers, appendedAt, place)) {
            case EventGate.Verdict.Passed(Event event, EventData data) -> {
                if (headers.containsKey(ONCE_HEADER) && isRepeat(account, event, appendedAt)) {
                    meter.repeated();
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

    private boolean isRepeat(AccountId account, Event event, Instant appendedAt) {
        if (firstPublished == null) {
            throw notInitialised();
        }
        return firstPublished.isRepeat(account, event.id(), place().offset(), appendedAt);
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
        // Who was told that an endpoint is there expects it to get this event. If it can't be found
        // out, Kafka is in trouble, and what is known has to do; EndpointCatchUp logs it.
        var _ = endpointsRead.getAsBoolean();
        boolean test = isTest(record.headers(), event);
        Trigger trigger = test ? Trigger.TEST : Trigger.EVENT;
        List<Endpoint> endpoints =
                test
                        ? testedEndpoint(record.headers(), account)
                        : directory.subscribers(account, event.type());
        int deliveries = 0;
        for (Endpoint endpoint : endpoints) {
            if (!test && !endpoint.eventTypes().letsThrough(event.type(), data)) {
                continue;
            }
            deliveries++;
            Delivery delivery =
                    Delivery.first(
                            ids.to(endpoint.id()), endpoint.id(), source, trigger, event.payload());
            streams()
                    .forward(
                            new Record<>(
                                    DeliveryRecords.key(delivery),
                                    event.payload().bytes(),
                                    record.timestamp(),
                                    DeliveryRecords.headers(delivery)),
                            FanOutTopology.DELIVERIES);
        }
        tracing.end(deliveries);
        meter.accepted(deliveries, endpoints.size() - deliveries);
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

    private boolean isTest(Headers headers, Event event) {
        return event.type().equals(EventTypes.WEBHOOK_TEST) || marks.isTest(headers, event.id());
    }

    private List<Endpoint> testedEndpoint(Headers headers, AccountId account) {
        return namedEndpoint(headers)
                .flatMap(directory::find)
                .filter(endpoint -> endpoint.account().equals(account))
                .map(List::of)
                .orElse(List.of());
    }

    static Optional<EndpointId> namedEndpoint(Headers headers) {
        return DeliveryRecords.optional(headers, ENDPOINT_HEADER).flatMap(FanOut::endpointId);
    }

    private static Optional<EndpointId> endpointId(String text) {
        try {
            return Optional.of(new EndpointId(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void reject(Record<byte[], byte[]> record, RejectReason reason, String detail) {
        Headers headers = new RecordHeaders(record.headers());
        headers.add(REASON_HEADER, reason.code().getBytes(UTF_8));
        headers.add(DETAIL_HEADER, detail.getBytes(UTF_8));
        streams().forward(record.withHeaders(headers), FanOutTopology.REJECTED);
        meter.rejected(reason);
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

    /** Header names in lower case; of equal names the last one counts. */
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
