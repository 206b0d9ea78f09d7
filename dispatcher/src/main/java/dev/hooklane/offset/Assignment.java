package dev.hooklane.offset;

import dev.hooklane.delay.DelayTopics;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions this instance owns, as Kafka assigns them. Its callbacks run inside {@code poll},
 * on the poll loop's thread.
 *
 * <p>A rebalance revokes all partitions and assigns a new set. A partition that comes back resumes
 * as it was, including its attempts in flight, if the group's committed offsets prove that nobody
 * else moved it in between. Otherwise it starts from the committed offset.
 */
public final class Assignment implements ConsumerRebalanceListener {
    private static final Logger log = LoggerFactory.getLogger(Assignment.class);

    private final Consumer<byte[], byte[]> consumer;
    private final PartitionStart starts;
    private final Runnable commitFinished;
    private final Map<TopicPartition, OwnedPartition> owned = new HashMap<>();
    private final Map<TopicPartition, OwnedPartition> revoked = new HashMap<>();
    private final Set<Integer> moved = new HashSet<>();
    private volatile boolean joined;

    /**
     * @param commitFinished commits all finished outcomes, and returns when that is done
     */
    public Assignment(
            Consumer<byte[], byte[]> consumer,
            DelayTopics delays,
            String leasesTopic,
            Runnable commitFinished,
            OffsetMeter meter) {
        this.consumer = consumer;
        this.starts = new PartitionStart(consumer, delays, leasesTopic, meter);
        this.commitFinished = commitFinished;
    }

    /** Returns the partitions owned now. */
    public Collection<OwnedPartition> owned() {
        return owned.values();
    }

    /** Returns the numbers of the partitions owned now. */
    public Set<Integer> numbers() {
        return owned.keySet().stream().map(TopicPartition::partition).collect(Collectors.toSet());
    }

    /**
     * Returns the numbers of the partitions given up since the last call. Another instance may have
     * owned them; this one may own some of them again.
     */
    public Set<Integer> takeMoved() {
        Set<Integer> taken = Set.copyOf(moved);
        moved.clear();
        return taken;
    }

    /** Reports whether it is owned now: not lost, and not revoked with its next owner undecided. */
    boolean has(OwnedPartition partition) {
        return owned.get(partition.partition()) == partition;
    }

    /** Holds each polled record with its partition. */
    public void hold(ConsumerRecords<byte[], byte[]> polled, ReadAt now) {
        for (TopicPartition partition : polled.partitions()) {
            for (ConsumerRecord<byte[], byte[]> record : polled.records(partition)) {
                OwnedPartition holder = of(partition);
                LogBreak broken = holder.breakAt(record);
                if (broken != LogBreak.NONE) {
                    // The records polled with it are read again from where the partition resumes.
                    OwnedPartition next = starts.afterBreak(holder, record, broken);
                    holder.giveUp();
                    owned.put(partition, next);
                    break;
                }
                holder.hold(record, now);
            }
        }
    }

    /**
     * Skips what can't be read if it is already done: it was only being read again for its ids. So
     * an offset that an operator sets behind a corrupt batch is where reading resumes.
     *
     * @return whether any of these partitions skipped anything
     */
    public boolean passByDone(Set<TopicPartition> unreadable) {
        boolean any = false;
        for (TopicPartition partition : unreadable) {
            OwnedPartition holder = owned.get(partition);
            long at = consumer.position(partition);
            if (holder != null && at < holder.ledger().base()) {
                long undone = holder.ledger().base();
                log.warn("partition.passed_by partition={} from={} to={}", partition, at, undone);
                consumer.seek(partition, undone);
                any = true;
            }
        }
        return any;
    }

    private OwnedPartition of(TopicPartition partition) {
        OwnedPartition found = owned.get(partition);
        if (found == null) {
            throw new IllegalStateException("polled %s without owning it".formatted(partition));
        }
        return found;
    }

    /** Returns the nanoseconds until the first held record is due; empty if nothing is held. */
    public Optional<Long> untilNextDue(long nowNanos) {
        long soonest = Long.MAX_VALUE;
        for (OwnedPartition partition : owned.values()) {
            soonest = Math.min(soonest, partition.held().nextDueNanos().orElse(Long.MAX_VALUE));
        }
        return soonest == Long.MAX_VALUE
                ? Optional.empty()
                : Optional.of(Math.max(0, soonest - nowNanos));
    }

    /** Reports whether the group has given this instance an assignment, even an empty one. */
    public boolean joined() {
        return joined;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        commitFinished.run();
        for (TopicPartition partition : partitions) {
            OwnedPartition gone = owned.remove(partition);
            if (gone != null) {
                revoked.put(partition, gone);
            }
        }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        log.warn("partitions.lost count={}", partitions.size());
        partitions.stream().map(owned::remove).forEach(this::giveUp);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> committed =
                consumer.committed(new HashSet<>(partitions));
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Set<Integer> movedBetween = movedBetween(committed);
        int kept = 0;
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata offset = committed.get(partition);
            OwnedPartition before = revoked.remove(partition);
            if (before != null && !movedBetween.contains(partition.partition())) {
                owned.put(partition, before);
                // Held records were read already; the consumer's own buffer is gone.
                consumer.seek(partition, before.nextToRead());
                kept++;
            } else {
                giveUp(before);
                long begin = begins.getOrDefault(partition, 0L);
                long end = ends.getOrDefault(partition, Long.MAX_VALUE);
                owned.put(partition, starts.assigned(partition, offset, begin, end));
            }
        }
        revoked.values().forEach(this::giveUp);
        revoked.clear();
        joined = true;
        log.info("partitions.assigned count={} kept={}", partitions.size(), kept);
    }

    /**
     * Returns the numbers of the revoked partitions for which another owner has committed
     * something. All partitions of a number have one owner, and a delivery may have its offset in
     * one and its leased copy in another.
     */
    private Set<Integer> movedBetween(Map<TopicPartition, OffsetAndMetadata> committed) {
        return revoked.values().stream()
                .filter(before -> !before.lastCommitted(committed.get(before.partition())))
                .map(before -> before.partition().partition())
                .collect(Collectors.toSet());
    }

    private void giveUp(@Nullable OwnedPartition partition) {
        if (partition != null) {
            partition.giveUp();
            moved.add(partition.partition().partition());
        }
    }

    /** Gives up every partition: this assignment is over. */
    public void giveUpAll() {
        owned.values().forEach(this::giveUp);
        revoked.values().forEach(this::giveUp);
    }
}
