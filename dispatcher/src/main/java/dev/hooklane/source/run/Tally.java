package dev.hooklane.source.run;

import dev.hooklane.source.SourceRejection;
import dev.hooklane.source.progress.RecordCounts;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Counts what records become. For one thread. */
final class Tally {
    private int published;
    private int skipped;
    private final Map<SourceRejection, Integer> rejected = new EnumMap<>(SourceRejection.class);

    void add(Judged judged) {
        switch (judged) {
            case Judged.Becomes _ -> published++;
            case Judged.Skipped _ -> skipped++;
            case Judged.Refused refused -> rejected.merge(refused.reason(), 1, Integer::sum);
            case Judged.Undecided _ -> throw new IllegalArgumentException("it is read again");
        }
    }

    void add(Tally other) {
        published += other.published;
        skipped += other.skipped;
        other.rejected.forEach((reason, count) -> rejected.merge(reason, count, Integer::sum));
    }

    SourceMeter.Counts counts() {
        return new SourceMeter.Counts(published, skipped, rejected);
    }

    /** Returns the same as the progress keeps it. */
    RecordCounts recorded() {
        Map<String, Long> reasons = new HashMap<>();
        rejected.forEach((reason, count) -> reasons.put(reason.code(), (long) count));
        return new RecordCounts(published, skipped, reasons);
    }
}
