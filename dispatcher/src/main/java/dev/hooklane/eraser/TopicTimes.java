package dev.hooklane.eraser;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The settings of a topic and its brokers that say how long after its writing, or after its
 * removal, a record is on disk at most.
 *
 * <p>Kafka deletes whole segments. A segment takes records until one comes that is {@code
 * segment.ms} younger than its first, so its youngest is at most that much younger than any other
 * in it; and it is deleted, the one that is being written to as well, at the first check that finds
 * its youngest older than {@code retention.ms}. Its files go {@code file.delete.delay.ms} later.
 *
 * <p>Compaction leaves out the segment that is being written to, and a new one is only begun by a
 * record that comes after {@code segment.ms}, or {@code max.compaction.lag.ms} if that is shorter.
 * Where nobody may write for long, {@link CompactedPlace#tend} does.
 *
 * @param retention {@code retention.ms}, if old records are deleted at all
 * @param compactionLag {@code max.compaction.lag.ms}, if the topic is compacted and has one
 * @param compactionDelay {@code min.compaction.lag.ms}: a segment is left alone until its youngest
 *     record is so old
 * @param retentionCheck how often the broker looks for what to delete
 */
record TopicTimes(
        Optional<Duration> retention,
        Optional<Duration> compactionLag,
        Duration compactionDelay,
        Duration segment,
        Duration fileDeleteDelay,
        Duration retentionCheck) {
    /** How often something is written so that a new segment is begun. */
    static final Duration TENDED_EVERY = Duration.ofDays(1);

    /** What the cleaner may take from when a partition has to be compacted until it is. */
    private static final Duration CLEANING = Duration.ofHours(1);

    /**
     * When what was written, or removed, until then is on no broker's disk any more; empty if these
     * settings promise no date.
     */
    Optional<Instant> goneBy(Instant lastWritten) {
        Duration rolledAfter =
                compactionLag.filter(lag -> lag.compareTo(segment) < 0).orElse(segment);
        Optional<Duration> deleted =
                retention.map(kept -> kept.plus(rolledAfter).plus(retentionCheck));
        Duration compactedAfter = rolledAfter.plus(longer(TENDED_EVERY, compactionDelay));
        Optional<Duration> compacted =
                compactionLag.map(lag -> longer(lag, compactedAfter).plus(CLEANING));
        return Stream.of(deleted, compacted)
                .flatMap(Optional::stream)
                .min(Duration::compareTo)
                .map(after -> lastWritten.plus(after).plus(fileDeleteDelay));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
