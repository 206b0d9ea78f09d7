package dev.hooklane.offset;

import dev.hooklane.delay.DelayTopic;
import dev.hooklane.delay.DelayTopics;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins to read a partition: from the group's committed offset, as far as that matches the log.
 * Where it does not match, that is counted and logged, and records are taken for new rather than
 * for done. Used on the poll loop's thread.
 */
final class PartitionStart {
    private static final Logger log = LoggerFactory.getLogger(PartitionStart.class);

    private final Consumer<byte[], byte[]> consumer;
    private final DelayTopics delays;
    private final String leasesTopic;
    private final OffsetMeter meter;

    PartitionStart(
            Consumer<byte[], byte[]> consumer,
            DelayTopics delays,
            String leasesTopic,
            OffsetMeter meter) {
        this.consumer = consumer;
        this.delays = delays;
        this.leasesTopic = leasesTopic;
        this.meter = meter;
    }

    /**
     * Begins a partition that was assigned.
     *
     * @param committed the group's offset; null if it has none
     * @param begin where the log begins
     * @param end where the log ends
     */
    OwnedPartition assigned(
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

    /**
     * Begins a partition whose log is no longer the one that was read before.
     *
     * @param record the first that does not fit
     */
    OwnedPartition afterBreak(
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
        consumer.seek(partition, next.nextToRead());
        return next;
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

    private void trouble(OffsetTrouble kind, TopicPartition partition, long committed, long log) {
        meter.offsetTrouble(kind);
        PartitionStart.log.error(
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
}
