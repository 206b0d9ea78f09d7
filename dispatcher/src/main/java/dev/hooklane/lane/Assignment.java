package dev.hooklane.lane;

import dev.hooklane.delay.DelayTopic;
import dev.hooklane.delay.DelayTopics;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions this instance owns, as Kafka hands them out. Its callbacks run inside the poll
 * loop's {@code poll}, so on that thread.
 *
 * <p>A rebalance revokes all partitions and hands out a set anew. One that comes back goes on as it
 * was, attempts in flight included, if the group's committed offsets prove that nobody else moved
 * it in between; else it starts from what was committed.
 */
final class Assignment implements ConsumerRebalanceListener {
    private static final Logger log = LoggerFactory.getLogger(Assignment.class);

    private final Consumer<byte[], byte[]> consumer;
    private final DelayTopics delays;
    private final String leasesTopic;
    private final Runnable commitFinished;
    private final Map<TopicPartition, OwnedPartition> owned = new HashMap<>();
    private final Map<TopicPartition, OwnedPartition> revoked = new HashMap<>();
    private volatile boolean joined;

    /**
     * @param commitFinished commits the outcomes of what has finished, and returns when that is
     *     done
     */
    Assignment(
            Consumer<byte[], byte[]> consumer,
            DelayTopics delays,
            String leasesTopic,
            Runnable commitFinished) {
        this.consumer = consumer;
        this.delays = delays;
        this.leasesTopic = leasesTopic;
        this.commitFinished = commitFinished;
    }

    /** The partitions owned now. */
    Collection<OwnedPartition> owned() {
        return owned.values();
    }

    /** Whether it is owned now, neither lost nor revoked with its next owner still undecided. */
    boolean has(OwnedPartition partition) {
        return owned.get(partition.partition()) == partition;
    }

    OwnedPartition of(TopicPartition partition) {
        OwnedPartition found = owned.get(partition);
        if (found == null) {
            throw new IllegalStateException("polled %s without owning it".formatted(partition));
        }
        return found;
    }

    /** Whether the group has handed out partitions to this instance, be it none. */
    boolean joined() {
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
        partitions.stream().map(owned::remove).forEach(Assignment::giveUp);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> committed =
                consumer.committed(new HashSet<>(partitions));
        int kept = 0;
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata offset = committed.get(partition);
            OwnedPartition before = revoked.remove(partition);
            if (before != null && before.lastCommitted(offset)) {
                owned.put(partition, before);
                // What is held was read already; the consumer's own buffer is gone.
                consumer.seek(partition, before.nextToRead());
                kept++;
            } else {
                giveUp(before);
                owned.put(partition, start(partition, offset));
            }
        }
        revoked.values().forEach(Assignment::giveUp);
        revoked.clear();
        joined = true;
        log.info("partitions.assigned count={} kept={}", partitions.size(), kept);
    }

    private OwnedPartition start(TopicPartition partition, @Nullable OffsetAndMetadata committed) {
        OffsetLedger ledger =
                committed == null
                        ? new OffsetLedger(consumer.position(partition))
                        : restore(partition, committed);
        Optional<DelayTopic> delay = delays.named(partition.topic());
        boolean mayRepeat = delay.isEmpty() && !partition.topic().equals(leasesTopic);
        long readFrom = mayRepeat ? rewound(partition, ledger.base()) : ledger.base();
        consumer.seek(partition, readFrom);
        int partitions = consumer.partitionsFor(partition.topic()).size();
        return new OwnedPartition(partition, delay, mayRepeat, partitions, ledger, readFrom);
    }

    /** Back by so much that what is done is read once more, for the ids alone. */
    private long rewound(TopicPartition partition, long base) {
        long earliest = consumer.beginningOffsets(Set.of(partition)).getOrDefault(partition, base);
        return Math.min(base, Math.max(earliest, base - RecentDeliveries.REMEMBERED));
    }

    private static OffsetLedger restore(TopicPartition partition, OffsetAndMetadata committed) {
        try {
            return OffsetLedger.restore(committed.offset(), committed.metadata());
        } catch (IllegalArgumentException e) {
            // Only what was finished above the base is sent once more; nothing is lost.
            log.warn("offsets.metadata_unreadable partition={} {}", partition, e.getMessage());
            return new OffsetLedger(committed.offset());
        }
    }

    private static void giveUp(@Nullable OwnedPartition partition) {
        if (partition != null) {
            partition.giveUp();
        }
    }

    /** Gives up every partition: this assignment is over. */
    void giveUpAll() {
        owned.values().forEach(Assignment::giveUp);
        revoked.values().forEach(Assignment::giveUp);
    }
}
