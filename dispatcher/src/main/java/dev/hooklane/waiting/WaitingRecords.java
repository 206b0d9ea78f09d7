package dev.hooklane.waiting;

import dev.hooklane.delay.DelayTopic;
import dev.hooklane.lookup.ReadConsumers;
import dev.hooklane.topic.Topics;
import dev.hooklane.waiting.WaitingTopic.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Reports what waits on each topic, from the groups' committed offsets, so that any instance can
 * report on all. Any thread may use it; it waits for Kafka.
 */
public final class WaitingRecords {
    private final GroupOffsets offsets;
    private final PartitionHeads heads;
    private final Topics topics;
    private final String fanOutGroup;
    private final String deliveryGroup;

    /**
     * @param heads with small fetches, since one record of each partition is read
     */
    public WaitingRecords(
            GroupOffsets offsets,
            ReadConsumers heads,
            Topics topics,
            String fanOutGroup,
            String deliveryGroup) {
        this.offsets = offsets;
        this.heads = new PartitionHeads(heads);
        this.topics = topics;
        this.fanOutGroup = fanOutGroup;
        this.deliveryGroup = deliveryGroup;
    }

    private record Place(String topic, Kind kind, Optional<DelayTopic> delay) {}

    /**
     * Returns all topics, in the order in which an event passes them.
     *
     * @throws dev.hooklane.topic.KafkaUnavailableException if the brokers can't be asked
     */
    public List<WaitingTopic> now() {
        List<Place> places = places();
        // Asked before the ends, so that offsets done in between count as waiting, and no count is
        // negative.
        Map<TopicPartition, OffsetAndMetadata> fannedOut = offsets.committed(fanOutGroup);
        Map<TopicPartition, OffsetAndMetadata> delivered = offsets.committed(deliveryGroup);
        Map<TopicPartition, GroupOffsets.Ends> ends =
                offsets.ends(places.stream().map(Place::topic).toList());
        Map<TopicPartition, OpenRange> undone = new HashMap<>();
        ends.forEach((partition, bounds) -> {
            boolean events = partition.topic().equals(topics.events());
            OpenRange open =
                    OpenRange.of((events ? fannedOut : delivered).get(partition), bounds, !events);
            if (open.count() > 0) {
                undone.put(partition, open);
            }
        });
        List<PartitionHeads.Head> oldest = heads.of(undone);
        return places.stream()
                .map(place ->
                        waiting(
                                place,
                                oldest.stream()
                                        .filter(each ->
                                                each.partition().topic().equals(place.topic()))
                                        .toList(),
                                partitions(place.topic(), ends.keySet())))
                .toList();
    }

    /**
     * Returns how many events have ever been published.
     *
     * @throws dev.hooklane.topic.KafkaUnavailableException if the brokers can't be asked
     */
    public long published() {
        return offsets.ends(List.of(topics.events())).values().stream()
                .mapToLong(GroupOffsets.Ends::end)
                .sum();
    }

    private static int partitions(String topic, Set<TopicPartition> all) {
        return (int) all.stream().filter(each -> each.topic().equals(topic)).count();
    }

    private List<Place> places() {
        List<Place> places = new ArrayList<>();
        places.add(new Place(topics.events(), Kind.EVENTS, Optional.empty()));
        places.add(new Place(topics.deliveries(), Kind.DELIVERIES, Optional.empty()));
        places.add(new Place(topics.bulkDeliveries(), Kind.BULK, Optional.empty()));
        topics.stepTopics()
                .forEach(delay ->
                        places.add(new Place(delay.name(), Kind.STEP, Optional.of(delay))));
        topics.parkedTopicList()
                .forEach(delay ->
                        places.add(new Place(delay.name(), Kind.PARKED, Optional.of(delay))));
        return places;
    }

    private static WaitingTopic waiting(
            Place place, List<PartitionHeads.Head> heads, int partitions) {
        return new WaitingTopic(
                place.topic(),
                place.kind(),
                place.delay(),
                heads.stream().mapToLong(each -> each.undone().count()).sum(),
                earliest(heads.stream().mapToLong(PartitionHeads.Head::millis)),
                earliest(heads.stream().mapToLong(each -> dueMillis(place, each, partitions))));
    }

    private static long dueMillis(Place place, PartitionHeads.Head head, int partitions) {
        return place.delay()
                .map(delay ->
                        delay.dueAtMillis(head.millis(), head.partition().partition(), partitions))
                .orElse(head.millis());
    }

    private static Optional<Instant> earliest(LongStream millis) {
        return millis.min().stream().mapToObj(Instant::ofEpochMilli).findAny();
    }
}
