package dev.hooklane.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventReader;
import dev.hooklane.event.EventReading;
import dev.hooklane.event.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Reads an event's payload again, from where the event stands on the events topic. */
public final class PayloadSource {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ReadConsumers consumers;
    private final String eventsTopic;
    private final EventReader reader;

    public PayloadSource(ReadConsumers consumers, String eventsTopic, EventReader reader) {
        this.consumers = consumers;
        this.eventsTopic = eventsTopic;
        this.reader = reader;
    }

    /**
     * The event's payload in the form that was signed before; empty if the topic no longer holds
     * it.
     *
     * @throws dev.hooklane.topology.KafkaUnavailableException if the brokers can't be reached
     */
    Optional<Payload> payload(SourceEvent event) {
        return consumers
                .look(consumer -> record(consumer, event.origin()))
                .flatMap(this::read)
                .filter(found -> found.id().equals(event.id()))
                .map(Event::payload);
    }

    private Optional<ConsumerRecord<byte[], byte[]>> record(
            Consumer<byte[], byte[]> consumer, SourceEvent.Origin origin) {
        TopicPartition partition = new TopicPartition(eventsTopic, origin.partition());
        consumer.assign(List.of(partition));
        if (!holds(consumer, partition, origin.offset())) {
            return Optional.empty();
        }
        consumer.seek(partition, origin.offset());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> record :
                    consumer.poll(Duration.ofMillis(500)).records(partition)) {
                return Optional.of(record).filter(first -> first.offset() == origin.offset());
            }
        }
        throw new TimeoutException("no record within " + PATIENCE.toSeconds() + " s");
    }

    private static boolean holds(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, long offset) {
        List<TopicPartition> one = List.of(partition);
        return offset >= consumer.beginningOffsets(one).getOrDefault(partition, Long.MAX_VALUE)
                && offset < consumer.endOffsets(one).getOrDefault(partition, 0L);
    }

    private Optional<Event> read(ConsumerRecord<byte[], byte[]> record) {
        Instant appendedAt = Instant.ofEpochMilli(record.timestamp());
        return switch (reader.read(record.value(), texts(record.headers()), appendedAt)) {
            case EventReading.Accepted(Event event) -> Optional.of(event);
            case EventReading.Rejected _ -> Optional.empty();
        };
    }

    private static Map<String, String> texts(Headers headers) {
        Map<String, String> texts = new HashMap<>();
        for (Header header : headers) {
            if (header.value() != null) {
                texts.put(header.key().toLowerCase(Locale.ROOT), new String(header.value(), UTF_8));
            }
        }
        return texts;
    }
}
