package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.catalogue.CatalogueType;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventTypes;
import dev.hooklane.fanout.FanOutTopology;
import dev.hooklane.fanout.OwnMarks;
import dev.hooklane.fanout.TestMarks;
import dev.hooklane.lookup.EventLookup;
import dev.hooklane.topic.AckedProducer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Publishes events on the events topic. Any thread may call it; it waits for Kafka. */
final class EventPublishing {
    /** The header's presence counts, not its value. */
    private static final byte[] ONCE = "1".getBytes(UTF_8);

    private final AckedProducer producer;
    private final String eventsTopic;
    private final TestMarks marks;
    private final OwnMarks ownMarks;
    private final PublishTracing tracing;

    EventPublishing(AckedProducer producer, EventLookup lookup, PublishTracing tracing) {
        this.producer = producer;
        this.eventsTopic = lookup.topic();
        this.marks = lookup.marks();
        this.ownMarks = lookup.ownMarks();
        this.tracing = tracing;
    }

    /**
     * Publishes an event.
     *
     * @param headers of the record
     * @return its partition and offset, once Kafka has it
     */
    RecordMetadata publish(Owned event, Map<String, String> headers) {
        return publish(List.of(event), headers).getFirst();
    }

    /**
     * Publishes events, each for its own account.
     *
     * @param headers of all their records
     * @return their partitions and offsets, in the same order, once Kafka has all of them
     */
    List<RecordMetadata> publish(List<Owned> events, Map<String, String> headers) {
        PublishTracing.Begun begun = tracing.begin(headers, events.size());
        try {
            List<RecordMetadata> places =
                    producer.writeAll(
                            events.stream().map(each -> record(each, begun.headers())).toList());
            begun.succeeded();
            return places;
        } catch (RuntimeException e) {
            begun.failed(e);
            throw e;
        }
    }

    /**
     * Publishes an event without waiting for Kafka.
     *
     * @param headers of the record
     * @return its partition and offset, as {@link AckedProducer#send} does
     */
    CompletableFuture<RecordMetadata> send(Owned event, Map<String, String> headers) {
        PublishTracing.Begun begun = tracing.begin(headers, 1);
        CompletableFuture<RecordMetadata> sent = producer.send(record(event, begun.headers()));
        var _ =
                sent.whenComplete((_, failure) -> {
                    if (failure == null) {
                        begun.succeeded();
                    } else {
                        begun.failed(failure);
                    }
                });
        return sent;
    }

    /**
     * An event and its account.
     *
     * @param once whether its publisher chose the id, so that publishing it again is a repeat
     */
    record Owned(AccountId account, Event event, boolean once) {}

    private ProducerRecord<byte[], byte[]> record(Owned event, Map<String, String> headers) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        eventsTopic,
                        event.account().value().getBytes(UTF_8),
                        event.event().payload().bytes());
        if (event.once()) {
            record.headers().add(FanOutTopology.ONCE_HEADER, ONCE);
        }
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        return record;
    }

    /** Publishes the event of the Test button, for one endpoint only. */
    Test test(Endpoint endpoint) {
        Event event =
                Event.of(
                        EventTypes.WEBHOOK_TEST,
                        Map.of(
                                "message",
                                "This is a test delivery.",
                                "endpointId",
                                endpoint.id().value()));
        return test(endpoint, event);
    }

    /** Publishes a type's example, for one endpoint only. */
    Test test(Endpoint endpoint, CatalogueType type) {
        return type.type().equals(EventTypes.WEBHOOK_TEST)
                ? test(endpoint)
                : test(endpoint, type.exampleEvent());
    }

    private Test test(Endpoint endpoint, Event event) {
        Map<String, String> headers = new HashMap<>(ownMarks.headers(endpoint.account(), event));
        headers.put(FanOutTopology.ENDPOINT_HEADER, endpoint.id().value());
        headers.put(FanOutTopology.TEST_HEADER, marks.mark(endpoint.id(), event.id()));
        publish(new Owned(endpoint.account(), event, false), headers);
        return new Test(event, DeliveryId.of(event.id(), event.timestamp()).to(endpoint.id()));
    }

    /** A test event and the delivery that it becomes. */
    record Test(Event event, DeliveryId delivery) {}
}
