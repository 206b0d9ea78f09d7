package dev.hooklane.deadletter;

import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.AccountReading;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventReader;
import dev.hooklane.event.EventReading;
import dev.hooklane.event.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads an event's payload again, from where the event stands on the events topic. */
public final class PayloadSource {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final ReadConsumers consumers;
    private final String eventsTopic;
    private final EventReader reader;
    private final Erasures erasures;

    public PayloadSource(
            ReadConsumers consumers, String eventsTopic, EventReader reader, Erasures erasures) {
        this.consumers = consumers;
        this.eventsTopic = eventsTopic;
        this.reader = reader;
        this.erasures = erasures;
    }

    /**
     * The event's payload in the form that was signed before; empty if the topic no longer holds
     * it, or it is erased.
     *
     * @throws dev.hooklane.topology.KafkaUnavailableException if the brokers can't be reached
     */
    public Optional<Payload> payload(EventId event, SourceEvent.Origin origin) {
        return record(origin)
                .flatMap(this::read)
                .filter(found -> found.id().equals(event))
                .map(Event::payload);
    }

    /**
     * What stands on the events topic there, whatever it is; empty if the topic no longer holds it
     * or never did.
     *
     * @throws dev.hooklane.topology.KafkaUnavailableException if the brokers can't be reached
     */
    public Optional<ConsumerRecord<byte[], byte[]>> record(SourceEvent.Origin origin) {
        return consumers.look(consumer -> record(consumer, origin));
    }

    private Optional<ConsumerRecord<byte[], byte[]>> record(
            Consumer<byte[], byte[]> consumer, SourceEvent.Origin origin) {
        if (origin.partition() >= consumer.partitionsFor(eventsTopic).size()) {
            return Optional.empty();
        }
        TopicPartition partition = new TopicPartition(eventsTopic, origin.partition());
        consumer.assign(List.of(partition));
        consumer.seek(partition, origin.offset());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            do {
                for (ConsumerRecord<byte[], byte[]> record :
                        consumer.poll(LOOK).records(partition)) {
                    return Optional.of(record).filter(first -> first.offset() == origin.offset());
                }
                if (isEnd(consumer, partition)) {
                    return Optional.empty();
                }
            } while (System.nanoTime() < deadline);
        } catch (OffsetOutOfRangeException e) {
            return Optional.empty();
        }
        throw new TimeoutException("no record within " + PATIENCE.toSeconds() + " s");
    }

    /** Whether nothing stands there yet, nor after it. */
    private static boolean isEnd(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        return consumer.position(partition)
                >= consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    private Optional<Event> read(ConsumerRecord<byte[], byte[]> record) {
        Instant appendedAt = Instant.ofEpochMilli(record.timestamp());
        Map<String, String> headers = HeaderTexts.of(record.headers());
        return switch (reader.read(record.value(), headers, appendedAt)) {
            case EventReading.Accepted(Event event) ->
                    Optional.of(event).filter(found -> !isErased(record, headers, found));
            case EventReading.Rejected _ -> Optional.empty();
        };
    }

    private boolean isErased(
            ConsumerRecord<byte[], byte[]> record, Map<String, String> headers, Event event) {
        return switch (reader.readAccount(record.key(), headers)) {
            case AccountReading.Known(AccountId account) ->
                    erasures.covers(account, event.id(), Instant.ofEpochMilli(record.timestamp()));
            case AccountReading.Rejected _ -> false;
        };
    }
}
