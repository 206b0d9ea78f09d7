package dev.hooklane.lookup;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * Which part of a topic is asked for, by the brokers' time; an empty bound limits nothing.
 *
 * @param from only records appended at this time or later
 * @param until only records appended before this time
 * @param after only records after the place where an earlier page ended
 * @param limit how many records at most
 */
public record TailRange(
        Optional<Instant> from, Optional<Instant> until, Optional<Place> after, int limit) {
    /** Later than all records. */
    private static final long NEVER = Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();

    /** Returns a range of the newest records. */
    public static TailRange newest(int limit) {
        return new TailRange(Optional.empty(), Optional.empty(), Optional.empty(), limit);
    }

    /**
     * Returns from which time on no record of the partition is asked for, in milliseconds since
     * 1970.
     */
    long endMillis(TopicPartition partition) {
        long byTime = until.map(Instant::toEpochMilli).orElse(NEVER);
        // Of records with exactly the place's time, those of later partitions follow it.
        long byPlace =
                after.map(place ->
                                partition.partition() < place.partition()
                                        ? place.millis()
                                        : place.millis() + 1)
                        .orElse(NEVER);
        return Math.max(0, Math.min(byTime, byPlace));
    }

    /** Returns from which offset on no record of the partition is asked for, whatever its time. */
    long endOffset(TopicPartition partition) {
        return after.filter(place -> place.partition() == partition.partition())
                .map(Place::offset)
                .orElse(Long.MAX_VALUE);
    }
}
