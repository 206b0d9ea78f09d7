package dev.hooklane.poll;

import dev.hooklane.offset.OwnedPartition;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** The poll loop's state, as shown to health checks and metrics. Any thread may read it. */
final class LoopState {
    private volatile Snapshot latest = new Snapshot(false, 0, 0, 0, Map.of(), Instant.EPOCH);

    /**
     * @param joined whether the group has assigned partitions
     * @param held records that were read and are not due, or have no room
     * @param openOffsets offsets that were read and are not done, of the partition with the most
     * @param unreadable partitions that can't be read, and from which offset on
     */
    record Snapshot(
            boolean joined,
            int partitions,
            int held,
            long openOffsets,
            Map<TopicPartition, Long> unreadable,
            Instant at) {
        boolean freshAt(Instant now, Duration tolerance) {
            return joined && Duration.between(at, now).compareTo(tolerance) < 0;
        }
    }

    void polled(
            boolean joined,
            Collection<OwnedPartition> owned,
            Map<TopicPartition, Long> unreadable,
            Instant now) {
        int held = 0;
        long open = 0;
        for (OwnedPartition partition : owned) {
            held += partition.held().size();
            open = Math.max(open, partition.ledger().next() - partition.ledger().base());
        }
        latest = new Snapshot(joined, owned.size(), held, open, unreadable, now);
    }

    Snapshot latest() {
        return latest;
    }
}
