package dev.hooklane.offset;

import dev.hooklane.delay.DelayTopic;
import dev.hooklane.delay.HeldRecords;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One partition for as long as this instance owns it without a break: which offsets are done, and
 * which records were read and not yet admitted. A later ownership of the same partition is another
 * object, so that late outcomes can be told apart.
 *
 * <p>Only the poll loop's thread uses it, except for {@link #owned}, which any thread may ask.
 */
public final class OwnedPartition {
    private final TopicPartition partition;
    private final Optional<DelayTopic> delay;
    private final boolean mayRepeat;
    private final int partitions;
    private final OffsetLedger ledger;
    private final HeldRecords<ConsumerRecord<byte[], byte[]>> held = new HeldRecords<>();
    private final RecentDeliveries recent = new RecentDeliveries();
    private long nextToRead;
    private @Nullable OffsetAndMetadata committed;

    /** The leader epoch of the record that was read last; -1 if unknown. */
    private int epoch = -1;

    private volatile boolean owned = true;

    /**
     * @param mayRepeat whether its topic is written without transactions, so that a record may come
     *     twice
     */
    public OwnedPartition(
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

    /** Resumes from what the group has committed. */
    OwnedPartition resuming(OffsetAndMetadata from) {
        committed = from;
        return this;
    }

    /**
     * Reports whether the next record fits what was read and done before. A log is read in order,
     * and the leader epoch never falls along it.
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

    public TopicPartition partition() {
        return partition;
    }

    public OffsetLedger ledger() {
        return ledger;
    }

    public HeldRecords<ConsumerRecord<byte[], byte[]>> held() {
        return held;
    }

    public RecentDeliveries recent() {
        return recent;
    }

    /**
     * Reports whether its topic is written without transactions, so that a record may come twice.
     */
    public boolean mayRepeat() {
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

    /** Returns one above the highest offset that was read; a new consumer position begins here. */
    long nextToRead() {
        return nextToRead;
    }

    /**
     * Takes note of how far the consumer has read, past offsets that hold nothing for a reader,
     * when nothing is held.
     */
    void readUpTo(long position) {
        if (held.isEmpty()) {
            ledger.observedUpTo(position);
        }
    }

    /**
     * Reports whether this differs from the last committed offset. If nothing was committed yet,
     * the first commit shows that the group has been here.
     */
    boolean isNews(OffsetAndMetadata offset) {
        return !offset.equals(committed);
    }

    /** Returns the offset commit of this partition with these offsets done too. */
    OffsetAndMetadata toCommit(List<Long> alsoDone) {
        return alsoDone.isEmpty() ? toCommit(ledger) : toCommit(ledger.with(alsoDone));
    }

    private static OffsetAndMetadata toCommit(OffsetLedger ledger) {
        return new OffsetAndMetadata(ledger.base(), ledger.metadata());
    }

    /** Reports whether the group's offset is the one that this owner committed, or began with. */
    boolean lastCommitted(@Nullable OffsetAndMetadata offset) {
        return offset == null || offset.equals(committed);
    }

    void committed(OffsetAndMetadata offset) {
        committed = offset;
    }

    public boolean owned() {
        return owned;
    }

    /** Gives up the partition: another instance may own it from now on. */
    public void giveUp() {
        owned = false;
    }
}
