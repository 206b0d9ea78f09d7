package dev.hooklane.source.run;

import dev.hooklane.source.progress.RecordCounts;
import dev.hooklane.source.run.SourceLag.Reading;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * How a source does, over all its partitions.
 *
 * @param partitions those that it has begun to read
 * @param held those that an instance reads
 * @param waiting those whose next record waits for a schema registry
 * @param registryProblem why the first of them does, if any does
 * @param awaitingRewind those that are not read until the source is rewound
 * @param left how many records are not read yet; empty if the cluster does not say
 * @param behindSince the timestamp of the latest record that was read of the partition that is
 *     furthest behind; empty if none is behind, or if that is unknown
 */
public record SourceSummary(
        int partitions,
        int held,
        int waiting,
        Optional<String> registryProblem,
        int awaitingRewind,
        OptionalLong left,
        Optional<Instant> behindSince,
        RecordCounts counts) {
    /** Sums up a report. */
    public static SourceSummary of(SourceLag.Report report) {
        return new SourceSummary(
                report.readings().size(),
                count(report, each -> each.instance().isPresent()),
                count(report, each -> each.registryProblem().isPresent()),
                report.readings().stream()
                        .flatMap(each -> each.registryProblem().stream())
                        .findFirst(),
                count(report, Reading::awaitsRewind),
                left(report),
                report.readings().stream()
                        .filter(reading -> reading.left().orElse(0) > 0)
                        .flatMap(reading -> reading.readUpTo().stream())
                        .min(Comparator.naturalOrder()),
                report.readings().stream()
                        .map(Reading::counts)
                        .reduce(RecordCounts.NONE, RecordCounts::plus));
    }

    private static int count(SourceLag.Report report, Predicate<Reading> counted) {
        return (int) report.readings().stream().filter(counted).count();
    }

    private static OptionalLong left(SourceLag.Report report) {
        boolean isUnknown = report.readings().stream().anyMatch(each -> each.left().isEmpty());
        return isUnknown
                ? OptionalLong.empty()
                : OptionalLong.of(
                        report.readings().stream()
                                .mapToLong(each -> each.left().getAsLong())
                                .sum());
    }
}
