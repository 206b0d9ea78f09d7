package dev.hooklane.lane;

import dev.hooklane.delay.DelayTopic;
import dev.hooklane.delay.HeldRecords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One partition for as long as this instance owns it without a break: what is done, and what was
 * read and not yet admitted. A later ownership of the same partition is another object, which is
 * how late outcomes are told apart.
 *
 * <p>Only the poll loop's thread uses it, but for {@link #owned}, which any thread may ask.
 */
final class OwnedPartition {
    private final TopicPartition partition;
    private final Optional<DelayTopic> delay;
    private final boolean mayRepeat;
    private final int partitions;
    private final OffsetLedger ledger;
    private final HeldRecords<ConsumerRecord<byte[], byte[]>> held = new HeldRecords<>();
    private final RecentDeliveries recent = new RecentDeliveries();
    private final Map<Long, Leases.InHand> inHand = new LinkedHashMap<>();
    private long nextToRead;
    private @Nullable OffsetAndMetadata committed;

    /** Of the record that was read last; -1 if none was told. */
    private int epoch = -1;

    private volatile boolean owned = true;

    /**
     * @param mayRepeat whether its topic is written without transactions, so that a record may come
     *     twice
     */
    OwnedPartition(
            TopicPartition partition,
            Optional<DelayTopic> delay,
            boolean mayRepeat,
            int partitions,
            OffsetLedger ledger,
            long readFrom) {
        this.partition = partition;
        this.delay = delay;
        this.mayRepeat = mayRepeat;
        this.partitions = partitions;
        this.ledger = ledger;
        this.nextToRead = readFrom;
    }

    /** Goes on from what the group has committed. */
    OwnedPartition resuming(OffsetAndMetadata from) {
        committed = from;
        return this;
    }

    /**
     * How the next record goes with what was read and done before. The leader's epoch never falls
     * along a log, which is read in order.
     */
    LogBreak breakAt(ConsumerRecord<byte[], byte[]> record) {
        int leaderEpoch = record.leaderEpoch().orElse(epoch);
        if (leaderEpoch < epoch) {
            return LogBreak.MADE_ANEW;
        }
        return record.offset() < nextToRead || ledger.isDoneInVain(record.offset(), leaderEpoch)
                ? LogBreak.CUT_OFF
                : LogBreak.NONE;
    }

    TopicPartition partition() {
        return partition;
    }

    OffsetLedger ledger() {
        return ledger;
    }

    HeldRecords<ConsumerRecord<byte[], byte[]>> held() {
        return held;
    }

    /** What its lanes have, by offset, in the order in which it was read. */
    Map<Long, Leases.InHand> inHand() {
        return inHand;
    }

    RecentDeliveries recent() {
        return recent;
    }

    /** Whether its topic is written without transactions, so that a record may come twice. */
    boolean mayRepeat() {
        return mayRepeat;
    }

    void hold(ConsumerRecord<byte[], byte[]> record, ReadAt now) {
        long left =
                delay.map(topic ->
                                topic.leftMillis(
                                        record.timestamp(),
                                        now.millis(),
                                        record.partition(),
                                        partitions))
                        .orElse(0L);
        held.add(record, now.nanos() + TimeUnit.MILLISECONDS.toNanos(left));
        nextToRead = record.offset() + 1;
        epoch = record.leaderEpoch().orElse(epoch);
        ledger.readOfEpoch(epoch);
    }

    /** One above the highest offset that was read; a new consumer position begins here. */
    long nextToRead() {
        return nextToRead;
    }

    /**
     * Takes note of how far the consumer has read, past what holds nothing for a reader, when
     * nothing is held.
     */
    void readUpTo(long position) {
        if (held.isEmpty()) {
            ledger.observedUpTo(position);
        }
    }

    /**
     * Whether that is not what was committed last. Where nothing was committed yet, the first
     * commit says that the group has been here.
     */
    boolean isNews(OffsetAndMetadata offset) {
        return !offset.equals(committed);
    }

    /** What an offset commit of this partition says that makes these offsets done too. */
    OffsetAndMetadata toCommit(List<Long> alsoDone) {
        return alsoDone.isEmpty() ? toCommit(ledger) : toCommit(ledger.with(alsoDone));
    }

    private static OffsetAndMetadata toCommit(OffsetLedger ledger) {
        return new OffsetAndMetadata(ledger.base(), ledger.metadata());
    }

    /** Whether the group's offset is the one that this owner committed, or began with. */
    boolean lastCommitted(@Nullable OffsetAndMetadata offset) {
        return offset == null || offset.equals(committed);
    }

    void committed(OffsetAndMetadata offset) {
        committed = offset;
    }

    boolean owned() {
        return owned;
    }

    /** Somebody else may own the partition from now on. */
    void giveUp() {
        owned = false;
    }
}
