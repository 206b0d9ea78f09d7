package dev.hooklane.poll;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Kafka as far as the lanes need it, in memory and for one thread: partitions with gaps where
 * transactions ended, one {@link SimulatedGroup}, and transactional producers that are fenced by
 * their successors. A transaction whose end nobody was told of stays in doubt until somebody needs
 * to know.
 */
public final class SimulatedKafka {
    private final LongSupplier clockMillis;
    private final int partitions;
    private final SimulatedGroup group;
    private final Map<TopicPartition, SimulatedLog> logs = new HashMap<>();
    private final List<TopicPartition> consumed = new ArrayList<>();
    private final Map<String, List<ProducerRecord<byte[], byte[]>>> byTopic = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private final Map<String, Integer> epochs = new HashMap<>();
    private final Map<String, Doubt> doubts = new TreeMap<>();
    private long changes;

    /** A transaction that is written but for its end. */
    private record Doubt(
            List<Written> written,
            Map<TopicPartition, OffsetAndMetadata> offsets,
            boolean committed) {}

    private record Written(
            ProducerRecord<byte[], byte[]> record, TopicPartition partition, long offset) {}

    /**
     * @param consumed the topics that the group reads, of all there are
     */
    public SimulatedKafka(
            Collection<String> topics,
            Collection<String> consumed,
            int partitions,
            LongSupplier clockMillis) {
        this.partitions = partitions;
        this.clockMillis = clockMillis;
        this.group = new SimulatedGroup(consumed, partitions);
        for (String topic : topics) {
            for (int i = 0; i < partitions; i++) {
                logs.put(new TopicPartition(topic, i), new SimulatedLog());
            }
        }
        for (String topic : group.topics()) {
            for (int i = 0; i < partitions; i++) {
                this.consumed.add(new TopicPartition(topic, i));
            }
        }
    }

    int partitions() {
        return partitions;
    }

    SimulatedGroup group() {
        return group;
    }

    /** Grows with everything that is written. */
    long changes() {
        return changes;
    }

    // ---- Logs

    SimulatedLog log(TopicPartition partition) {
        SimulatedLog log = logs.get(partition);
        if (log == null) {
            throw new IllegalStateException("no partition " + partition);
        }
        return log;
    }

    /** All records of a topic in the order in which they became readable. */
    public List<ProducerRecord<byte[], byte[]>> inOrder(String topic) {
        return byTopic.getOrDefault(topic, List.of());
    }

    public void append(ProducerRecord<byte[], byte[]> record) {
        changes++;
        log(partitionOf(record)).append(stored(record));
        isReadable(record);
    }

    private void isReadable(ProducerRecord<byte[], byte[]> record) {
        byTopic.computeIfAbsent(record.topic(), _ -> new ArrayList<>()).add(record);
    }

    private SimulatedLog.Stored stored(ProducerRecord<byte[], byte[]> record) {
        return new SimulatedLog.Stored(clockMillis.getAsLong(), record);
    }

    TopicPartition partitionOf(ProducerRecord<byte[], byte[]> record) {
        return new TopicPartition(
                record.topic(),
                record.partition() == null ? partitionOf(record.key()) : record.partition());
    }

    /** Where what has this key stands by itself. */
    int partitionOf(byte[] key) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    // ---- Progress

    @Nullable OffsetAndMetadata committed(TopicPartition partition) {
        return committed.get(partition);
    }

    /** Whether all that the topics hold is done by the group's offsets. */
    public boolean isAllDone() {
        return consumed.stream().allMatch(partition -> base(partition) >= log(partition).end());
    }

    private long base(TopicPartition partition) {
        OffsetAndMetadata offset = committed.get(partition);
        return offset == null ? 0 : offset.offset();
    }

    /** Which partitions hold what is not done, for a failure's message. */
    public String describeOpen() {
        StringBuilder open = new StringBuilder();
        for (TopicPartition partition : consumed) {
            long end = log(partition).end();
            if (base(partition) < end) {
                open.append("%s %d of %d; ".formatted(partition, base(partition), end));
            }
        }
        return open.toString();
    }

    // ---- Producers

    /** A producer begins: the one before it with the same id can write nothing more. */
    int initProducer(String transactionalId) {
        boolean _ = decide(transactionalId);
        return epochs.merge(transactionalId, 1, Integer::sum);
    }

    boolean isFenced(String transactionalId, int epoch) {
        return epochs.getOrDefault(transactionalId, 0) != epoch;
    }

    void commit(
            List<ProducerRecord<byte[], byte[]>> records,
            Map<TopicPartition, OffsetAndMetadata> offsets) {
        records.forEach(this::append);
        mark(records);
        committed.putAll(offsets);
    }

    /** What an aborted transaction wrote takes offsets that hold nothing. */
    void abort(List<ProducerRecord<byte[], byte[]>> records) {
        records.forEach(record -> log(partitionOf(record)).appendGap());
        mark(records);
    }

    /** The end of a transaction takes an offset of each partition that it wrote to. */
    private void mark(List<ProducerRecord<byte[], byte[]>> records) {
        changes++;
        Set<TopicPartition> touched = new LinkedHashSet<>();
        records.forEach(record -> touched.add(partitionOf(record)));
        touched.forEach(partition -> log(partition).appendGap());
    }

    /**
     * Somebody asked for a transaction's end and gave up on the answer.
     *
     * @param isCommitted how it will be decided
     */
    void leaveInDoubt(
            String transactionalId,
            List<ProducerRecord<byte[], byte[]>> records,
            Map<TopicPartition, OffsetAndMetadata> offsets,
            boolean isCommitted) {
        List<Written> written = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : records) {
            TopicPartition partition = partitionOf(record);
            long offset = log(partition).appendInDoubt(stored(record));
            written.add(new Written(record, partition, offset));
        }
        doubts.put(transactionalId, new Doubt(written, Map.copyOf(offsets), isCommitted));
    }

    /** Decides the transaction of that id which is in doubt; whether it is committed. */
    boolean decide(String transactionalId) {
        Doubt doubt = doubts.remove(transactionalId);
        if (doubt == null) {
            return false;
        }
        for (Written each : doubt.written) {
            log(each.partition).decide(each.offset, doubt.committed);
            if (doubt.committed) {
                isReadable(each.record);
            }
        }
        mark(doubt.written.stream().map(Written::record).toList());
        if (doubt.committed) {
            committed.putAll(doubt.offsets);
        }
        return doubt.committed;
    }

    /** Decides all that are in doubt: a broker's answer to offsets waits for that. */
    void decideAll() {
        List.copyOf(doubts.keySet()).forEach(this::decide);
    }
}
