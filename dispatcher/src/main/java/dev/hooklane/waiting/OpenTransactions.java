package dev.hooklane.waiting;

import dev.hooklane.topic.KafkaUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the publishers whose open transactions hold partitions of the events topic. Only committed
 * events are fanned out, and none behind an open transaction. For one thread; it waits for Kafka.
 */
public final class OpenTransactions {
    private static final Logger log = LoggerFactory.getLogger(OpenTransactions.class);

    /** Listing more, such as when all publishers are down, adds nothing. */
    static final int TOLD_MAX = 20;

    private final Admin admin;
    private final GroupOffsets offsets;
    private final String topic;
    private final InstantSource clock;
    private final HeldPartitions partitions = new HeldPartitions();
    private Set<TopicPartition> logged = Set.of();

    /**
     * @param admin closed by the caller
     */
    public OpenTransactions(Admin admin, String topic, InstantSource clock) {
        this.admin = admin;
        this.offsets = new GroupOffsets(admin);
        this.topic = topic;
        this.clock = clock;
    }

    /**
     * Returns the partitions held since the previous look or longer, the longest first, at most
     * {@link #TOLD_MAX}.
     *
     * @throws KafkaUnavailableException if the brokers can't be asked
     */
    public List<HeldEvents> look() {
        Instant now = clock.instant();
        List<HeldEvents> held =
                partitions.looked(offsets.bounds(topic), now).stream()
                        .sorted(
                                Comparator.comparing(HeldPartitions.Held::since)
                                        .thenComparingInt(HeldPartitions.Held::partition))
                        .limit(TOLD_MAX)
                        .map(each -> named(each, now))
                        .toList();
        tell(held);
        return held;
    }

    private HeldEvents named(HeldPartitions.Held held, Instant now) {
        OptionalLong producer = OptionalLong.empty();
        String name = HeldEvents.UNKNOWN;
        try {
            producer = producer(held);
            if (producer.isPresent()) {
                name = transactionalId(producer.getAsLong());
            }
        } catch (KafkaUnavailableException e) {
            // The held partition is reported all the same.
            log.warn("events.held publisher not found: {}", String.valueOf(e.getCause()));
        }
        return new HeldEvents(
                held.partition(),
                name,
                producer.orElse(-1),
                held.offset(),
                held.records(),
                Duration.between(held.since(), now));
    }

    private OptionalLong producer(HeldPartitions.Held held) {
        TopicPartition at = new TopicPartition(topic, held.partition());
        return offsets
                .await(admin.describeProducers(List.of(at)).partitionResult(at))
                .activeProducers()
                .stream()
                .filter(each -> each.currentTransactionStartOffset().orElse(-1) == held.offset())
                .mapToLong(ProducerState::producerId)
                .findFirst();
    }

    private String transactionalId(long producer) {
        return offsets
                .await(
                        admin.listTransactions(
                                        new ListTransactionsOptions()
                                                .filterProducerIds(List.of(producer)))
                                .all())
                .stream()
                .map(TransactionListing::transactionalId)
                .findFirst()
                .orElse(HeldEvents.UNKNOWN);
    }

    /** Logs each held partition once. */
    private void tell(List<HeldEvents> held) {
        Set<TopicPartition> told = new HashSet<>();
        for (HeldEvents each : held) {
            TopicPartition at = new TopicPartition(topic, each.partition());
            told.add(at);
            if (!logged.contains(at)) {
                log.warn(
                        "events.held partition={} offset={} records={} transactional-id={} producer-id={}: its transaction is open",
                        at,
                        each.offset(),
                        each.records(),
                        each.transactionalId(),
                        each.producerId());
            }
        }
        logged = told;
    }
}
