package dev.hooklane.lookup;

import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.delivery.SourceEvent.Origin;
import dev.hooklane.event.EventId;
import dev.hooklane.event.Payload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads events' payloads again, from their offsets on the events topic. */
public final class PayloadSource {
    private final ReadConsumers consumers;
    private final String eventsTopic;
    private final EventRecords records;

    public PayloadSource(ReadConsumers consumers, String eventsTopic, EventRecords records) {
        this.consumers = consumers;
        this.eventsTopic = eventsTopic;
        this.records = records;
    }

    /**
     * Returns the event's payload, in the form that was signed before; empty if the topic no longer
     * holds it, or it is erased.
     *
     * @throws dev.hooklane.topic.KafkaUnavailableException if the brokers can't be reached
     */
    public Optional<Payload> payload(EventId event, Origin origin) {
        return consumers.look(
                consumer -> read(offsets(consumer, origin.partition()), event, origin));
    }

    /**
     * Returns the payloads of several events at once; those that can't be read are left out.
     *
     * @throws dev.hooklane.topic.KafkaUnavailableException if the brokers can't be reached
     */
    public Map<EventId, Payload> payloads(Collection<SourceEvent> events) {
        Map<Integer, List<SourceEvent>> byPartition =
                events.stream().collect(Collectors.groupingBy(each -> each.origin().partition()));
        return consumers.look(consumer -> {
            Map<EventId, Payload> payloads = new HashMap<>();
            byPartition.forEach((partition, there) -> {
                RisingOffsets offsets = offsets(consumer, partition);
                List<SourceEvent> inOrder = new ArrayList<>(there);
                inOrder.sort(Comparator.comparingLong(each -> each.origin().offset()));
                for (SourceEvent event : inOrder) {
                    read(offsets, event.id(), event.origin())
                            .ifPresent(payload -> payloads.put(event.id(), payload));
                }
            });
            return payloads;
        });
    }

    /**
     * Returns the record at this place of the events topic, whatever it is; empty if the topic no
     * longer holds it or never did.
     *
     * @throws dev.hooklane.topic.KafkaUnavailableException if the brokers can't be reached
     */
    public Optional<ConsumerRecord<byte[], byte[]>> record(Origin origin) {
        return consumers.look(consumer ->
                origin.partition() < consumer.partitionsFor(eventsTopic).size()
                        ? offsets(consumer, origin.partition()).at(origin.offset())
                        : Optional.empty());
    }

    private RisingOffsets offsets(Consumer<byte[], byte[]> consumer, int partition) {
        return new RisingOffsets(consumer, new TopicPartition(eventsTopic, partition));
    }

    private Optional<Payload> read(RisingOffsets offsets, EventId event, Origin origin) {
        return offsets.at(origin.offset())
                .flatMap(records::event)
                .filter(found -> found.id().equals(event))
                .map(found -> found.payload());
    }
}
