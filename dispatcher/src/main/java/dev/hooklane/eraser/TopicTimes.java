package dev.hooklane.eraser;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The settings of a topic and its brokers that bound how long a record is on disk after it was
 * written or removed.
 *
 * <p>Kafka deletes whole segments. A segment takes records until one comes that is {@code
 * segment.ms} younger than its first, so its youngest is at most that much younger than any other
 * in it. A segment, even the one being written to, is deleted at the first check that finds its
 * youngest record older than {@code retention.ms}. Its files are removed {@code
 * file.delete.delay.ms} later.
 *
 * <p>Compaction leaves out the segment being written to, and a new one begins only with a record
 * that comes after {@code segment.ms}, or {@code max.compaction.lag.ms} if that is shorter. If
 * nothing else is written for long, {@link CompactedPlace#tend} writes.
 *
 * @param retention {@code retention.ms}, if old records are deleted at all
 * @param compactionLag {@code max.compaction.lag.ms}, if the topic is compacted and has one
 * @param compactionDelay {@code min.compaction.lag.ms}: a segment is left alone until its youngest
 *     record is this old
 * @param retentionCheck how often the broker looks for segments to delete
 */
record TopicTimes(
        Optional<Duration> retention,
        Optional<Duration> compactionLag,
        Duration compactionDelay,
        Duration segment,
        Duration fileDeleteDelay,
        Duration retentionCheck) {
    /** How often something is written so that a new segment begins. */
    static final Duration TENDED_EVERY = Duration.ofDays(1);

    /** How long the cleaner may take to compact a partition once that is due. */
    private static final Duration CLEANING = Duration.ofHours(1);

    /**
     * Returns when records written or removed until {@code lastWritten} are on no broker's disk any
     * more; empty if these settings promise no date.
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
