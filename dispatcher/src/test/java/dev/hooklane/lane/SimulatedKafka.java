package dev.hooklane.lane;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Kafka as far as the lanes need it, in memory and for one thread: partitions with gaps where
 * transactions ended, one group by the classic protocol with static members, and transactional
 * producers that are fenced by their successors.
 */
final class SimulatedKafka {
    static final String GROUP = "dispatcher";

    private final LongSupplier clockMillis;
    private final int partitions;
    private final Set<String> consumed;
    private final Map<TopicPartition, List<@Nullable Stored>> logs = new HashMap<>();
    private final Map<String, List<ProducerRecord<byte[], byte[]>>> byTopic = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private final Map<String, Integer> epochs = new HashMap<>();

    /** By instance id, in the order in which partitions are handed out. */
    private final TreeMap<String, Member> members = new TreeMap<>();

    private boolean rebalancing;
    private int generation;
    private int memberIds;

    /** A record as it is read; null in a log is an offset without one. */
    record Stored(long timestamp, ProducerRecord<byte[], byte[]> record) {}

    /** A consumer's place in the group. */
    static final class Member {
        final String instance;
        final String id;
        private Set<TopicPartition> assigned = Set.of();
        private boolean rejoined;
        private int generation = -1;

        private Member(String instance, String id) {
            this.instance = instance;
            this.id = id;
        }
    }

    /**
     * @param consumed the topics that the group reads, of all there are
     */
    SimulatedKafka(
            Collection<String> topics,
            Collection<String> consumed,
            int partitions,
            LongSupplier clockMillis) {
        this.consumed = new TreeSet<>(consumed);
        this.partitions = partitions;
        this.clockMillis = clockMillis;
        for (String topic : topics) {
            for (int i = 0; i < partitions; i++) {
                logs.put(new TopicPartition(topic, i), new ArrayList<>());
            }
        }
    }

    int partitions() {
        return partitions;
    }

    // ---- Logs

    List<@Nullable Stored> log(TopicPartition partition) {
        List<@Nullable Stored> log = logs.get(partition);
        if (log == null) {
            throw new IllegalStateException("no partition " + partition);
        }
        return log;
    }

    /** All records of a topic in the order in which they became readable. */
    List<ProducerRecord<byte[], byte[]>> inOrder(String topic) {
        return byTopic.getOrDefault(topic, List.of());
    }

    void append(ProducerRecord<byte[], byte[]> record) {
        byTopic.computeIfAbsent(record.topic(), _ -> new ArrayList<>()).add(record);
        log(partitionOf(record)).add(new Stored(clockMillis.getAsLong(), record));
    }

    /** An offset that holds nothing for a reader. */
    void appendGap(TopicPartition partition) {
        log(partition).add(null);
    }

    TopicPartition partitionOf(ProducerRecord<byte[], byte[]> record) {
        int partition =
                record.partition() == null
                        ? Utils.toPositive(Utils.murmur2(record.key())) % partitions
                        : record.partition();
        return new TopicPartition(record.topic(), partition);
    }

    // ---- Progress

    @Nullable OffsetAndMetadata committed(TopicPartition partition) {
        return committed.get(partition);
    }

    /** Whether all that the topics hold is done by the group's offsets. */
    boolean isAllDone() {
        for (String topic : consumed) {
            for (int i = 0; i < partitions; i++) {
                TopicPartition partition = new TopicPartition(topic, i);
                OffsetAndMetadata offset = committed.get(partition);
                if (log(partition).size() > (offset == null ? 0 : offset.offset())) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Which partitions hold what is not done, for a failure's message. */
    String describeOpen() {
        StringBuilder open = new StringBuilder();
        for (String topic : consumed) {
            for (int i = 0; i < partitions; i++) {
                TopicPartition partition = new TopicPartition(topic, i);
                OffsetAndMetadata offset = committed.get(partition);
                long base = offset == null ? 0 : offset.offset();
                if (log(partition).size() > base) {
                    open.append(partition).append(' ').append(base);
                    open.append(" of ").append(log(partition).size()).append("; ");
                }
            }
        }
        return open.toString();
    }

    // ---- Producers

    /** A producer begins: the one before it with the same id can write nothing more. */
    int initProducer(String transactionalId) {
        return epochs.merge(transactionalId, 1, Integer::sum);
    }

    boolean isFenced(String transactionalId, int epoch) {
        return epochs.getOrDefault(transactionalId, 0) != epoch;
    }

    /** Whether a member of that generation may commit offsets. */
    boolean mayCommit(ConsumerGroupMetadata by) {
        Member member = members.get(by.groupInstanceId().orElseThrow());
        return member != null && member.id.equals(by.memberId()) && generation == by.generationId();
    }

    void commit(
            List<ProducerRecord<byte[], byte[]>> records,
            Map<TopicPartition, OffsetAndMetadata> offsets) {
        Set<TopicPartition> touched = new HashSet<>();
        for (ProducerRecord<byte[], byte[]> record : records) {
            append(record);
            touched.add(partitionOf(record));
        }
        touched.forEach(this::appendGap);
        committed.putAll(offsets);
    }

    /** What an aborted transaction wrote takes offsets that hold nothing. */
    void abort(List<ProducerRecord<byte[], byte[]>> records) {
        Set<TopicPartition> touched = new HashSet<>();
        for (ProducerRecord<byte[], byte[]> record : records) {
            appendGap(partitionOf(record));
            touched.add(partitionOf(record));
        }
        touched.forEach(this::appendGap);
    }

    // ---- The group

    /** Joins, or takes the place of the member with the same instance id at once. */
    Member join(String instance) {
        Member joining = new Member(instance, instance + "-" + ++memberIds);
        Member before = members.put(instance, joining);
        if (before != null && !rebalancing) {
            joining.assigned = before.assigned;
            joining.generation = generation;
        } else {
            rebalance();
        }
        return joining;
    }

    /** Leaves, or is thrown out after its session's timeout. */
    void leave(Member member) {
        if (members.get(member.instance) == member) {
            members.remove(member.instance);
            rebalance();
        }
    }

    boolean isMember(Member member) {
        return members.get(member.instance) == member;
    }

    boolean hasMember(String instance) {
        return members.containsKey(instance);
    }

    /** Has every member give up its partitions and join again. */
    void rebalance() {
        rebalancing = true;
        members.values().forEach(member -> member.rejoined = false);
    }

    boolean isRebalancing() {
        return rebalancing;
    }

    boolean hasRejoined(Member member) {
        return member.rejoined;
    }

    void rejoin(Member member) {
        member.rejoined = true;
        finishRebalance();
    }

    private void finishRebalance() {
        if (!rebalancing || members.values().stream().anyMatch(member -> !member.rejoined)) {
            return;
        }
        rebalancing = false;
        generation++;
        List<Member> inOrder = List.copyOf(members.values());
        for (int i = 0; i < inOrder.size(); i++) {
            Member member = inOrder.get(i);
            member.generation = generation;
            Set<TopicPartition> assigned = new HashSet<>();
            for (String topic : consumed) {
                for (int p = i; p < partitions; p += inOrder.size()) {
                    assigned.add(new TopicPartition(topic, p));
                }
            }
            member.assigned = assigned;
        }
    }

    Set<TopicPartition> assigned(Member member) {
        return member.assigned;
    }

    int generation(Member member) {
        return member.generation;
    }

    @SuppressWarnings("removal") // It becomes an interface; until then there is nothing else.
    ConsumerGroupMetadata metadata(Member member, int joinedGeneration) {
        return new ConsumerGroupMetadata(
                GROUP, joinedGeneration, member.id, Optional.of(member.instance));
    }
}
