package dev.hooklane.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

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
        return consumers
                .look(consumer -> record(consumer, origin))
                .flatMap(this::read)
                .filter(found -> found.id().equals(event))
                .map(Event::payload);
    }

    private Optional<ConsumerRecord<byte[], byte[]>> record(
            Consumer<byte[], byte[]> consumer, SourceEvent.Origin origin) {
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
        Map<String, String> headers = texts(record.headers());
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
