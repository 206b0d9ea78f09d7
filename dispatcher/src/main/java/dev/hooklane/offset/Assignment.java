package dev.hooklane.offset;

import dev.hooklane.delay.DelayTopic;
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
    private final DelayTopics delays;
    private final String leasesTopic;
    private final Runnable commitFinished;
    private final OffsetMeter meter;
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
        this.delays = delays;
        this.leasesTopic = leasesTopic;
        this.commitFinished = commitFinished;
        this.meter = meter;
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
                    startOver(holder, record, broken);
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

    private void startOver(
            OwnedPartition before, ConsumerRecord<byte[], byte[]> record, LogBreak broken) {
        TopicPartition partition = before.partition();
        OffsetLedger ledger = before.ledger();
        long wasAt = ledger.base();
        OwnedPartition next;
        if (broken == LogBreak.MADE_ANEW) {
            long begin = begin(partition);
            next = owned(partition, new OffsetLedger(begin), begin);
            trouble(OffsetTrouble.MADE_ANEW, partition, wasAt, begin);
        } else {
            OffsetLedger kept = OffsetLedger.restore(wasAt, ledger.metadata());
            kept.cutOffAt(record.offset());
            next = owned(partition, kept, kept.base());
            trouble(OffsetTrouble.CUT_OFF, partition, wasAt, record.offset());
        }
        before.giveUp();
        owned.put(partition, next);
        consumer.seek(partition, next.nextToRead());
    }

    private void trouble(OffsetTrouble kind, TopicPartition partition, long committed, long log) {
        meter.offsetTrouble(kind);
        Assignment.log.error(
                "offsets.{} partition={} committed={} log={} {}",
                kind.wireName(),
                partition,
                committed,
                log,
                switch (kind) {
                    case NONE_COMMITTED -> "all records from there on are taken for new";
                    case BELOW_START -> "records in between were deleted before they were done";
                    case BEYOND_END -> "the log ends there; all that it holds is taken for new";
                    case CUT_OFF -> "other records stand from there on, and are taken for new";
                    case MADE_ANEW -> "it is another log, of which nothing is done";
                });
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
                owned.put(partition, start(partition, offset, begin, end));
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

    private OwnedPartition start(
            TopicPartition partition, @Nullable OffsetAndMetadata committed, long begin, long end) {
        if (committed == null) {
            if (begin < end) {
                trouble(OffsetTrouble.NONE_COMMITTED, partition, -1, begin);
            }
            consumer.seek(partition, begin);
            return owned(partition, new OffsetLedger(begin), begin);
        }
        if (committed.offset() > end) {
            trouble(OffsetTrouble.BEYOND_END, partition, committed.offset(), end);
            consumer.seek(partition, begin);
            return owned(partition, new OffsetLedger(begin), begin);
        }
        OffsetLedger ledger = restore(partition, committed);
        if (ledger.undoneBelow(begin) > 0) {
            trouble(OffsetTrouble.BELOW_START, partition, committed.offset(), begin);
        }
        ledger.observedUpTo(begin);
        // Far enough back that done records are read again, for their ids alone.
        long readFrom =
                mayRepeat(partition)
                        ? Math.max(begin, ledger.base() - RecentDeliveries.REMEMBERED)
                        : ledger.base();
        consumer.seek(partition, readFrom);
        return owned(partition, ledger, readFrom).resuming(committed);
    }

    private OwnedPartition owned(TopicPartition partition, OffsetLedger ledger, long readFrom) {
        Optional<DelayTopic> delay = delays.named(partition.topic());
        int partitions = consumer.partitionsFor(partition.topic()).size();
        return new OwnedPartition(
                partition, delay, mayRepeat(partition), partitions, ledger, readFrom);
    }

    /**
     * Reports whether a record may come twice; topics written in transactions bring each one once.
     */
    private boolean mayRepeat(TopicPartition partition) {
        return delays.named(partition.topic()).isEmpty() && !partition.topic().equals(leasesTopic);
    }

    private long begin(TopicPartition partition) {
        return consumer.beginningOffsets(Set.of(partition)).getOrDefault(partition, 0L);
    }

    private static OffsetLedger restore(TopicPartition partition, OffsetAndMetadata committed) {
        try {
            return OffsetLedger.restore(committed.offset(), committed.metadata());
        } catch (IllegalArgumentException e) {
            // Only deliveries that were done above the base are sent again; nothing is lost.
            log.warn("offsets.metadata_unreadable partition={} {}", partition, e.getMessage());
            return new OffsetLedger(committed.offset());
        }
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
