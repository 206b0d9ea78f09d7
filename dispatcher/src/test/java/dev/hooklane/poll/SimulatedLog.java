package dev.hooklane.poll;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One partition: records, offsets that hold nothing for a reader, and records of transactions that
 * are in doubt, past which nobody reads.
 */
final class SimulatedLog {
    private final List<@Nullable Stored> entries = new ArrayList<>();
    private final TreeSet<Long> inDoubt = new TreeSet<>();

    /** A record as it is read. */
    record Stored(long timestamp, ProducerRecord<byte[], byte[]> record) {}

    void append(Stored stored) {
        entries.add(stored);
    }

    /** An offset that holds nothing for a reader. */
    void appendGap() {
        entries.add(null);
    }

    /**
     * Of a transaction that is in doubt.
     *
     * @return its offset
     */
    long appendInDoubt(Stored stored) {
        long offset = entries.size();
        inDoubt.add(offset);
        entries.add(stored);
        return offset;
    }

    /** What is at that offset is in doubt no more. */
    void decide(long offset, boolean committed) {
        inDoubt.remove(offset);
        if (!committed) {
            entries.set((int) offset, null);
        }
    }

    /** What a reader finds there; null if it is nothing. */
    @Nullable Stored at(long offset) {
        return entries.get((int) offset);
    }

    /** One above the last offset that may be read. */
    long readableEnd() {
        return inDoubt.isEmpty() ? entries.size() : inDoubt.first();
    }

    /** One above the last offset. */
    long end() {
        return entries.size();
    }
}
