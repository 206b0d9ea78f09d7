package dev.hooklane.source.progress;

import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the records of a partition, since the source began or was rewound.
 *
 * @param rejected how many were rejected, by the code of the reason
 */
public record RecordCounts(long published, long skipped, Map<String, Long> rejected) {
    /** The counts before the first record. */
    public static final RecordCounts NONE = new RecordCounts(0, 0, Map.of());

    public RecordCounts {
        rejected = Map.copyOf(rejected);
    }

    /** Returns how many records there were. */
    long sum() {
        return published + skipped + rejected.values().stream().mapToLong(each -> each).sum();
    }

    /** Returns the sum of both. */
    public RecordCounts plus(RecordCounts more) {
        Map<String, Long> all = new TreeMap<>(rejected);
        more.rejected.forEach((reason, records) -> all.merge(reason, records, Long::sum));
        return new RecordCounts(published + more.published, skipped + more.skipped, all);
    }
}
