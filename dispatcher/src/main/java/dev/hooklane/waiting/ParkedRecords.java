package dev.hooklane.waiting;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.attempt.Parking;
import dev.hooklane.delay.DelayTopic;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import dev.hooklane.lookup.ReadConsumers;
import dev.hooklane.lookup.StretchReader;
import dev.hooklane.lookup.StretchReader.Stretch;
import dev.hooklane.topic.Partitions;
import dev.hooklane.topic.Topics;
import dev.hooklane.waiting.ParkedDeliveries.AtEndpoint;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Counts an account's parked deliveries where they wait: in the parked topics, above the group's
 * progress. A delivery that was never attempted has no history, and a count of its own would have
 * to be written each time that it is parked and comes back. Any thread may use it; it waits for
 * Kafka.
 */
public final class ParkedRecords {
    /** How many records are read for a count, those of other accounts included. */
    static final int READ_MAX = 4_000;

    private final GroupOffsets offsets;
    private final StretchReader reader;
    private final List<String> topics;
    private final String deliveryGroup;

    public ParkedRecords(
            GroupOffsets offsets, ReadConsumers consumers, Topics topics, String deliveryGroup) {
        this(offsets, consumers, topics, deliveryGroup, READ_MAX);
    }

    ParkedRecords(
            GroupOffsets offsets,
            ReadConsumers consumers,
            Topics topics,
            String deliveryGroup,
            int readMax) {
        this.offsets = offsets;
        this.reader = new StretchReader(consumers, readMax);
        this.topics = topics.parkedTopicList().stream().map(DelayTopic::name).toList();
        this.deliveryGroup = deliveryGroup;
    }

    /**
     * Which records of the parked topics are not done, for all accounts.
     *
     * @param partitions how many each topic has
     */
    public record Undone(Map<TopicPartition, OpenRange> ranges, Map<String, Integer> partitions) {
        public Undone {
            ranges = Map.copyOf(ranges);
            partitions = Map.copyOf(partitions);
        }
    }

    /**
     * Looks at the offsets, which serve the counts of all accounts.
     *
     * @throws dev.hooklane.topic.KafkaUnavailableException if the brokers can't be asked
     */
    public Undone undone() {
        // Asked before the ends, so that no count is negative.
        Map<TopicPartition, OffsetAndMetadata> committed = offsets.committed(deliveryGroup);
        Map<TopicPartition, OpenRange> ranges = new HashMap<>();
        Map<String, Integer> partitions = new HashMap<>();
        offsets.ends(topics)
                .forEach((partition, ends) -> {
                    partitions.merge(partition.topic(), 1, Integer::sum);
                    OpenRange open = OpenRange.of(committed.get(partition), ends, true);
                    if (open.count() > 0) {
                        ranges.put(partition, open);
                    }
                });
        return new Undone(ranges, partitions);
    }

    /**
     * Counts the parked deliveries of an account.
     *
     * @param endpoints of the account; only where their records are is read
     * @throws dev.hooklane.topic.KafkaUnavailableException if the brokers can't be reached
     * @throws dev.hooklane.share.ShareUsedUpException if too many look-ups are running
     */
    public ParkedDeliveries of(AccountId account, Collection<EndpointId> endpoints, Undone undone) {
        List<Stretch> stretches = stretches(endpoints, undone);
        if (stretches.isEmpty()) {
            return ParkedDeliveries.NONE;
        }
        Map<EndpointId, Tally> tallies = new HashMap<>();
        boolean whole =
                reader.read(
                        stretches,
                        record -> {
                            if (isParked(record, account, undone)) {
                                endpoint(record)
                                        .ifPresent(endpoint ->
                                                tallies.computeIfAbsent(endpoint, _ -> new Tally())
                                                        .add(record));
                            }
                        });
        return new ParkedDeliveries(
                tallies.values().stream().mapToLong(each -> each.count).sum(),
                whole,
                tallies.entrySet().stream()
                        .map(each -> each.getValue().at(each.getKey()))
                        .sorted(
                                Comparator.comparingLong(AtEndpoint::count)
                                        .reversed()
                                        .thenComparing(each -> each.endpoint().value()))
                        .limit(ParkedDeliveries.ENDPOINTS_MAX)
                        .toList());
    }

    private List<Stretch> stretches(Collection<EndpointId> endpoints, Undone undone) {
        Set<TopicPartition> theirs = new HashSet<>();
        int all = undone.partitions().values().stream().mapToInt(Integer::intValue).sum();
        for (EndpointId endpoint : endpoints) {
            // An account with many endpoints has some in each partition.
            if (undone.ranges().isEmpty() || theirs.size() == all) {
                break;
            }
            undone.partitions()
                    .forEach((topic, count) ->
                            theirs.add(new TopicPartition(topic, Partitions.of(endpoint, count))));
        }
        return undone.ranges().entrySet().stream()
                .filter(each -> theirs.contains(each.getKey()))
                .map(each ->
                        new Stretch(each.getKey(), each.getValue().from(), each.getValue().end()))
                .toList();
    }

    private static boolean isParked(
            ConsumerRecord<byte[], byte[]> record, AccountId account, Undone undone) {
        OpenRange range =
                undone.ranges().get(new TopicPartition(record.topic(), record.partition()));
        return range != null
                && !range.progress().isDone(record.offset())
                && DeliveryRecords.optional(record.headers(), DeliveryRecords.ACCOUNT_HEADER)
                        .filter(account.value()::equals)
                        .isPresent();
    }

    /** Returns the record's endpoint; empty if it is not a delivery, and will be rejected. */
    private static Optional<EndpointId> endpoint(ConsumerRecord<byte[], byte[]> record) {
        byte @Nullable [] key = record.key();
        try {
            return key == null
                    ? Optional.empty()
                    : Optional.of(new EndpointId(new String(key, UTF_8)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What is parked of one endpoint; for one thread. */
    private static final class Tally {
        private long count;
        private long since = Long.MAX_VALUE;
        private long latest = Long.MIN_VALUE;
        private Optional<String> reason = Optional.empty();

        void add(ConsumerRecord<byte[], byte[]> record) {
            count++;
            Parking parking = Parking.of(record.headers());
            since =
                    Math.min(
                            since, parking.happened() ? parking.sinceMillis() : record.timestamp());
            if (record.timestamp() >= latest) {
                latest = record.timestamp();
                reason = Optional.of(parking.reason()).filter(each -> !each.isEmpty());
            }
        }

        AtEndpoint at(EndpointId endpoint) {
            return new AtEndpoint(endpoint, count, reason, Instant.ofEpochMilli(since));
        }
    }
}
