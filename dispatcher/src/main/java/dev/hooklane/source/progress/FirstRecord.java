package dev.hooklane.source.progress;

import dev.hooklane.source.PartitionRewind;
import dev.hooklane.source.Source;
import dev.hooklane.source.SourceBegin;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Which record of a partition a source reads first. Decides, and asks nobody. */
public sealed interface FirstRecord {
    /** The one at that offset, which follows from the progress. */
    record Next(long offset) implements FirstRecord {}

    /** The one at that offset, since the progress does not match the log. */
    record Despite(long offset, Trouble trouble, long expected) implements FirstRecord {}

    /** The first one of that time or later; nothing of the partition was read before. */
    record SinceTime(Instant time) implements FirstRecord {}

    /**
     * None until the source is rewound. What was read is on another cluster, and this one may have
     * the same records at other offsets.
     *
     * @param read the id of that other cluster
     */
    record AwaitsRewind(String read) implements FirstRecord {}

    /** How a log contradicts the progress. */
    enum Trouble {
        /** The topic was made anew: all its records are new. */
        MADE_ANEW,
        /** The log is on another cluster than the one that was read. */
        OTHER_CLUSTER,
        /** Records were removed before they were read. */
        BELOW_START,
        /** The log was cut off behind an offset that was read. */
        BEYOND_END;

        /** Returns the name in logs and metrics. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The log of the partition as it is.
     *
     * @param start the offset of its first record
     * @param end the offset behind its last record
     */
    record Log(SourceProgress.LogIdentity identity, long start, long end) {}

    /**
     * Decides from what is known.
     *
     * @param rewind the rewind of this partition that is not followed yet, if there is one
     */
    static FirstRecord decide(
            Source source,
            Optional<PartitionRewind> rewind,
            Optional<SourceProgress> known,
            Log log) {
        if (rewind.isPresent()) {
            return nearest(rewind.get().offset(), log);
        }
        Optional<SourceProgress> ours =
                known.filter(progress -> progress.generation() == source.generation());
        if (ours.isEmpty()) {
            return switch (source.begin()) {
                case SourceBegin.Earliest _ -> new Next(log.start());
                case SourceBegin.Since(Instant time) -> new SinceTime(time);
            };
        }
        SourceProgress.LogIdentity read = ours.get().log();
        if (!read.clusterId().equals(log.identity().clusterId())) {
            return new AwaitsRewind(read.clusterId());
        }
        long next = ours.get().next();
        if (!read.equals(log.identity())) {
            return new Despite(log.start(), Trouble.MADE_ANEW, next);
        }
        return nearest(next, log);
    }

    private static FirstRecord nearest(long next, Log log) {
        if (next < log.start()) {
            return new Despite(log.start(), Trouble.BELOW_START, next);
        }
        if (next > log.end()) {
            return new Despite(log.end(), Trouble.BEYOND_END, next);
        }
        return new Next(next);
    }
}
