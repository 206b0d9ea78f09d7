package dev.hooklane.source.progress;

import dev.hooklane.source.PartitionRewind;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * How far a source has read a partition. It is written in one transaction with what was published.
 *
 * @param log which log the offset is one of
 * @param next the offset of the next record
 * @param generation of the source when this was written
 * @param rewound the number of the latest rewind of this partition alone that was followed; 0 if
 *     there was none
 * @param writer the name of the writer, or empty once that has given the partition up
 * @param at the timestamp of the latest record that was read
 * @param counts what became of the records
 * @param registryProblem why the next record waits for a schema registry; empty unless it does
 * @param ended how many owners in a row have ended before they had read the next record
 * @param unneededSince since when nothing seems to need it; empty while something may
 */
public record SourceProgress(
        LogIdentity log,
        long next,
        long generation,
        long rewound,
        String writer,
        Instant at,
        RecordCounts counts,
        Optional<String> registryProblem,
        int ended,
        Optional<Instant> unneededSince) {
    private static final Comparator<SourceProgress> BY_PLACE =
            Comparator.comparingLong(SourceProgress::rewound)
                    .thenComparingLong(SourceProgress::next);

    /** A topic's log: a topic that is made anew under the same name has another one. */
    public record LogIdentity(String clusterId, String topicId) {}

    /** Returns progress that is needed, of a partition that waits for nothing. */
    public SourceProgress(
            LogIdentity log,
            long next,
            long generation,
            String writer,
            Instant at,
            RecordCounts counts) {
        this(log, next, generation, 0, writer, at, counts, Optional.empty(), 0, Optional.empty());
    }

    /** Returns the progress of a partition of which nothing is counted yet. */
    public SourceProgress(LogIdentity log, long next, long generation, String writer, Instant at) {
        this(log, next, generation, writer, at, RecordCounts.NONE);
    }

    /**
     * Returns the other one if it is further, and this one if not, or if they can't be compared.
     * One that follows a later rewind is further, wherever that led.
     */
    public SourceProgress orFurther(SourceProgress other) {
        boolean comparable = other.log().equals(log) && other.generation() == generation;
        return comparable && BY_PLACE.compare(other, this) > 0 ? other : this;
    }

    /** Returns the same, given up by its writer. */
    public SourceProgress released() {
        return new SourceProgress(log, next, generation, "", at, counts)
                .afterOwners(ended)
                .following(rewound);
    }

    /** Returns the same, following a rewind of this number. */
    public SourceProgress following(long rewind) {
        return new SourceProgress(
                log,
                next,
                generation,
                rewind,
                writer,
                at,
                counts,
                registryProblem,
                ended,
                unneededSince);
    }

    /** Reports whether it follows that rewind of its partition, or a later one. */
    public boolean follows(PartitionRewind rewind) {
        return rewound >= rewind.number();
    }

    /** Returns the same, after so many owners who have ended there. */
    public SourceProgress afterOwners(int ended) {
        return new SourceProgress(
                log,
                next,
                generation,
                rewound,
                writer,
                at,
                counts,
                Optional.empty(),
                ended,
                Optional.empty());
    }

    /** Returns the same, with nothing to read before that offset. */
    public SourceProgress passedTo(long offset) {
        return new SourceProgress(
                log,
                offset,
                generation,
                rewound,
                writer,
                at,
                counts,
                registryProblem,
                0,
                unneededSince);
    }

    /** Returns the same, whose next record waits for a schema registry. */
    public SourceProgress waiting(String problem) {
        return new SourceProgress(
                log,
                next,
                generation,
                rewound,
                writer,
                at,
                counts,
                Optional.of(problem),
                0,
                unneededSince);
    }

    /** Returns the same, of which nobody writes more, and which nothing seems to need. */
    SourceProgress unneeded(Instant since) {
        return new SourceProgress(
                log,
                next,
                generation,
                rewound,
                "",
                at,
                counts,
                Optional.empty(),
                0,
                Optional.of(since));
    }

    /** Returns how many records were read since then; none if this is about other ones. */
    long recordsSince(SourceProgress before) {
        return before.log().equals(log) && before.generation() == generation
                ? Math.max(0, counts.sum() - before.counts().sum())
                : 0;
    }

    /** Reports whether somebody may still write it. */
    public boolean isHeld() {
        return !writer.isEmpty();
    }
}
