package dev.hooklane.deadletter;

import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.topology.Partitions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists dead letters, read from the end of their topic, and of these only the ones that are dead
 * still. Any thread may call it; it waits for Kafka.
 */
public final class DeadLetters {
    /** How many are listed at most. */
    public static final int LIMIT_MAX = 500;

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    /** How many records of a partition are read at once. */
    private static final int PIECE_RECORDS = 100;

    /** After so many records the list ends, with whatever it has. */
    private static final int RECORDS_MAX = 20_000;

    private static final Comparator<DeadLetter> NEWEST_FIRST =
            Comparator.comparing(DeadLetter::since)
                    .thenComparing(letter -> letter.delivery().value())
                    .reversed();

    private final ReadConsumers consumers;
    private final Histories histories;
    private final String topic;

    public DeadLetters(ReadConsumers consumers, Histories histories, String deadLettersTopic) {
        this.consumers = consumers;
        this.histories = histories;
        this.topic = deadLettersTopic;
    }

    /**
     * The newest dead letters that the filter matches, each delivery once.
     *
     * @param limit from 1 to {@link #LIMIT_MAX}
     * @throws dev.hooklane.topology.HistoryUnavailableException if their history can't be told now
     * @throws dev.hooklane.topology.KafkaUnavailableException if the brokers can't be reached
     */
    public DeadLetterPage list(DeadLetterFilter filter, int limit) {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new IllegalArgumentException(
                    "limit %d is not from 1 to %d".formatted(limit, LIMIT_MAX));
        }
        return consumers.look(consumer -> {
            TopicTail tail = new TopicTail(consumer, partitions(consumer, filter), PIECE_RECORDS);
            return list(tail, filter, limit);
        });
    }

    private List<TopicPartition> partitions(
            Consumer<byte[], byte[]> consumer, DeadLetterFilter filter) {
        int count = consumer.partitionsFor(topic).size();
        List<TopicPartition> partitions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int partition = i;
            if (filter.endpoint().map(id -> Partitions.of(id, count) == partition).orElse(true)) {
                partitions.add(new TopicPartition(topic, partition));
            }
        }
        return partitions;
    }

    private DeadLetterPage list(TopicTail tail, DeadLetterFilter filter, int limit) {
        PriorityQueue<DeadLetter> found = new PriorityQueue<>(NEWEST_FIRST);
        Set<DeliveryId> seen = new HashSet<>();
        List<DeadLetter> listed = new ArrayList<>();
        int read = 0;
        while (!tail.exhausted() && read < RECORDS_MAX) {
            List<ConsumerRecord<byte[], byte[]>> older = tail.older();
            read += older.size();
            for (ConsumerRecord<byte[], byte[]> record : older) {
                letter(record).filter(filter::matches).ifPresent(found::add);
            }
            Instant settledFrom = Instant.ofEpochMilli(Math.max(0, tail.settledFrom()));
            take(found, settledFrom, seen, listed, limit);
            if (listed.size() == limit) {
                return new DeadLetterPage(listed, true);
            }
        }
        take(found, Instant.EPOCH, seen, listed, limit);
        return new DeadLetterPage(listed, listed.size() == limit || !tail.exhausted());
    }

    /** Moves those over that nothing newer can come before any more. */
    private void take(
            PriorityQueue<DeadLetter> found,
            Instant settledFrom,
            Set<DeliveryId> seen,
            List<DeadLetter> listed,
            int limit) {
        while (listed.size() < limit) {
            DeadLetter newest = found.peek();
            if (newest == null || newest.since().isBefore(settledFrom)) {
                return;
            }
            found.remove();
            if (seen.add(newest.delivery()) && stillDead(newest.delivery())) {
                listed.add(newest);
            }
        }
    }

    private boolean stillDead(DeliveryId delivery) {
        return histories
                .find(delivery)
                .map(DeliveryHistory::status)
                .filter(DeliveryStatus.Dead.class::isInstance)
                .isPresent();
    }

    private static Optional<DeadLetter> letter(ConsumerRecord<byte[], byte[]> record) {
        try {
            Delivery delivery =
                    DeliveryRecords.read(record.key(), record.value(), record.headers());
            DeadLetterReason reason =
                    DeliveryRecords.optional(record.headers(), DeliveryRecords.REASON_HEADER)
                            .map(DeadLetterReason::ofWireName)
                            .orElse(DeadLetterReason.EXHAUSTED);
            EndpointId endpoint = delivery.endpoint();
            return Optional.of(
                    new DeadLetter(
                            delivery.id(),
                            endpoint,
                            delivery.event(),
                            reason,
                            delivery.attempts(),
                            Instant.ofEpochMilli(record.timestamp())));
        } catch (IllegalArgumentException e) {
            log.warn(
                    "dead_letters.unreadable {}-{}@{} left out: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
            return Optional.empty();
        }
    }
}
