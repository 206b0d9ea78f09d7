package dev.hooklane.source.run;

import dev.hooklane.source.SourceName;
import dev.hooklane.source.SourceRejection;
import java.time.Duration;
import java.util.Map;

/** Counts what the sources read. Any thread may count. */
public interface SourceMeter {
    /** Tells that a source is read here from now on, so that its counters begin at 0. */
    void started(SourceName source);

    /** Counts the records of a transaction that is committed. */
    void read(SourceName source, Counts counts);

    /** Counts a partition whose log contradicts the progress. */
    void contradicted(SourceName source, String trouble);

    /** Counts a restart of a source's reading. */
    void restarted(SourceName source);

    /** Tells that a source is not read here any more. */
    void stopped(SourceName source);

    /** Forgets a source that is not there any more. */
    void removed(SourceName source);

    /** Tells how far behind this instance's partitions are. */
    void lag(SourceName source, Lag lag);

    /**
     * Tells how many topics match the source's patterns and are beyond the number that it may read.
     */
    void topicsLeftOut(SourceName source, int topics);

    /** Tells how many topics the source names that are not there, or hidden. */
    void topicsMissing(SourceName source, int topics);

    /** Tells how many topics the source's user may not read, as far as this instance tried. */
    void topicsRefused(SourceName source, int topics);

    /** Tells how many of this instance's partitions are not read until the source is rewound. */
    void awaitsRewind(SourceName source, int partitions);

    /** Tells how many of this instance's partitions wait for a schema registry. */
    void waitsForRegistry(SourceName source, int partitions);

    /**
     * How far behind a source is.
     *
     * @param records that are not read yet
     * @param age how old the latest record is that was read, by its own timestamp, of the partition
     *     that is furthest behind; zero if none is behind
     */
    record Lag(long records, Duration age) {
        /** Nothing is left to read. */
        static final Lag NONE = new Lag(0, Duration.ZERO);
    }

    /** What became of records. */
    record Counts(int published, int skipped, Map<SourceRejection, Integer> rejected) {
        public Counts {
            rejected = Map.copyOf(rejected);
        }
    }
}
