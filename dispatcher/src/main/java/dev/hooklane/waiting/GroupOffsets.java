package dev.hooklane.waiting;

import dev.hooklane.topic.BrokerAnswers;
import dev.hooklane.topic.KafkaUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.UnknownMemberIdException;

/** Asks the brokers for groups' offsets and members. Any thread may use it. */
public final class GroupOffsets {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Admin admin;
    private final BrokerAnswers answers;

    /**
     * Waits 5 s for each answer, as somebody waits for them all.
     *
     * @param admin closed by the caller
     */
    public GroupOffsets(Admin admin) {
        this(admin, PATIENCE);
    }

    /**
     * @param admin closed by the caller
     * @param patience how long it waits for each answer
     */
    public GroupOffsets(Admin admin, Duration patience) {
        this.admin = admin;
        this.answers = new BrokerAnswers(patience);
    }

    /**
     * The offsets where a partition begins and ends.
     *
     * @param end the offset after the last one
     */
    public record Ends(long begin, long end) {}

    /** Returns the offsets that the group has committed; empty if there is no such group yet. */
    public Map<TopicPartition, OffsetAndMetadata> committed(String group) {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
            await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                    .forEach((partition, offset) -> {
                        if (offset != null) {
                            committed.put(partition, offset);
                        }
                    });
            return committed;
        } catch (KafkaUnavailableException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Map.of();
            }
            throw e;
        }
    }

    /** Returns the ends of all partitions of these topics, for a reader of committed records. */
    Map<TopicPartition, Ends> ends(List<String> topics) {
        return ends(topics, IsolationLevel.READ_COMMITTED);
    }

    /** Returns the ends of all partitions of these topics, for a reader of this isolation level. */
    public Map<TopicPartition, Ends> ends(Collection<String> topics, IsolationLevel reader) {
        Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (TopicDescription topic :
                await(admin.describeTopics(topics).allTopicNames()).values()) {
            topic.partitions()
                    .forEach(info -> {
                        TopicPartition each = new TopicPartition(topic.name(), info.partition());
                        earliest.put(each, OffsetSpec.earliest());
                        latest.put(each, OffsetSpec.latest());
                    });
        }
        Map<TopicPartition, ListOffsetsResultInfo> begins =
                await(admin.listOffsets(earliest).all());
        Map<TopicPartition, Ends> ends = new HashMap<>();
        await(admin.listOffsets(latest, new ListOffsetsOptions(reader)).all())
                .forEach((partition, end) -> {
                    ListOffsetsResultInfo begin = begins.get(partition);
                    ends.put(partition, new Ends(begin == null ? 0 : begin.offset(), end.offset()));
                });
        return ends;
    }

    /** Returns how far each partition of a topic can be read, and where it ends. */
    Map<Integer, HeldPartitions.Bounds> bounds(String topic) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (TopicDescription described :
                await(admin.describeTopics(List.of(topic)).allTopicNames()).values()) {
            described
                    .partitions()
                    .forEach(info ->
                            latest.put(
                                    new TopicPartition(topic, info.partition()),
                                    OffsetSpec.latest()));
        }
        // Asked before the ends, so that no partition seems to be readable beyond its end.
        Map<TopicPartition, ListOffsetsResultInfo> readable =
                await(
                        admin.listOffsets(
                                        latest,
                                        new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                                .all());
        Map<Integer, HeldPartitions.Bounds> bounds = new HashMap<>();
        await(
                        admin.listOffsets(
                                        latest,
                                        new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                                .all())
                .forEach((partition, end) -> {
                    ListOffsetsResultInfo stable = readable.get(partition);
                    if (stable != null) {
                        bounds.put(
                                partition.partition(),
                                new HeldPartitions.Bounds(stable.offset(), end.offset()));
                    }
                });
        return bounds;
    }

    /** Returns the names of all topics that this user may see. */
    public Set<String> topics() {
        return await(admin.listTopics().names());
    }

    /**
     * Returns the first offset appended at this time or later, without partitions that have none.
     */
    public Map<TopicPartition, Long> since(Collection<TopicPartition> partitions, Instant time) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(each -> asked.put(each, OffsetSpec.forTimestamp(time.toEpochMilli())));
        Map<TopicPartition, Long> since = new HashMap<>();
        await(admin.listOffsets(asked).all())
                .forEach((partition, found) -> {
                    if (found.offset() >= 0) {
                        since.put(partition, found.offset());
                    }
                });
        return since;
    }

    /**
     * Commits the offsets where a group begins.
     *
     * @return false if the group has members, so that nothing was committed
     */
    public boolean begin(String group, Map<TopicPartition, Long> offsets) {
        Map<TopicPartition, OffsetAndMetadata> commit = new HashMap<>();
        offsets.forEach(
                (partition, offset) -> commit.put(partition, new OffsetAndMetadata(offset)));
        try {
            await(admin.alterConsumerGroupOffsets(group, commit).all());
            return true;
        } catch (KafkaUnavailableException e) {
            if (e.getCause() instanceof UnknownMemberIdException
                    || e.getCause() instanceof RebalanceInProgressException) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Returns the names of the instances that are members of a group.
     *
     * @throws KafkaUnavailableException if the brokers can't be asked
     */
    public Set<String> members(String group) {
        try {
            return await(admin.describeConsumerGroups(List.of(group)).all()).values().stream()
                    .flatMap(each -> each.members().stream())
                    .map(member -> member.groupInstanceId().orElse(member.clientId()))
                    .collect(Collectors.toSet());
        } catch (KafkaUnavailableException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Set.of();
            }
            throw e;
        }
    }

    <T> T await(KafkaFuture<T> asked) {
        return answers.await(asked, GroupOffsets::refused);
    }

    private static KafkaUnavailableException refused(ExecutionException refusal) {
        Throwable cause = refusal.getCause();
        return new KafkaUnavailableException(
                "Kafka did not report how many records wait", cause == null ? refusal : cause);
    }
}
