package dev.hooklane.source.run;

import dev.hooklane.source.SourceName;

/** Counts what the sources read. Any thread may count. */
public interface SourceMeter {
    /** Counts the records of a transaction that is committed. */
    void read(SourceName source, Counts counts);

    /** Counts a partition whose log contradicts the progress. */
    void contradicted(SourceName source, String trouble);

    /** Counts a restart of a source's reading. */
    void restarted(SourceName source);

    /** Tells that a source is not read here any more. */
    void stopped(SourceName source);

    /** Tells how many records of this instance's partitions are not read yet. */
    void lag(SourceName source, long records);

    /**
     * Tells how many topics match the source's patterns and are beyond the number that it may read.
     */
    void topicsLeftOut(SourceName source, int topics);

    /** What became of records. */
    record Counts(int published, int skipped, int rejected) {}
}
