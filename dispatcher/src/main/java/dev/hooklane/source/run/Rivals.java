package dev.hooklane.source.run;

import dev.hooklane.source.SourceName;
import dev.hooklane.source.progress.PartitionKey;
import dev.hooklane.source.progress.ProgressBook.Written;
import dev.hooklane.source.progress.SourceProgress;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Those who claim partitions at the same time as this instance. The group lets one member at a time
 * own a partition. But an instance that was frozen still believes that it does, and one of another
 * release may be in a group of another name. For the thread of the run.
 *
 * @param writerId the name under which this instance writes
 */
record Rivals(SourceName source, String writerId, ProgressReading progress) {
    /**
     * Returns what rivals wrote after this instance had read the progress, and before its claim or
     * behind it. Of two claims, whoever made the later one sees the other.
     *
     * @param known the progress that the claim was made from
     * @param claimed what was written
     */
    Map<PartitionKey, SourceProgress> wrote(
            Map<PartitionKey, Written> known, Map<PartitionKey, SourceProgress> claimed) {
        progress.catchUpBehindOpenTransactions();
        Map<PartitionKey, SourceProgress> theirs = new HashMap<>();
        claimed.forEach((partition, ours) -> {
            long next = number(known, partition) + 1;
            progress.book()
                    .written(partition)
                    .filter(each -> each.number() != next || !each.latest().equals(ours))
                    .flatMap(this::ofRival)
                    .ifPresent(each -> theirs.put(partition, each));
        });
        return theirs;
    }

    private static long number(Map<PartitionKey, Written> known, PartitionKey partition) {
        Written before = known.get(partition);
        return before == null ? 0 : before.number();
    }

    private Optional<SourceProgress> ofRival(Written written) {
        return isRivals(written.latest())
                ? Optional.of(written.latest())
                : written.replaced().filter(this::isRivals);
    }

    private boolean isRivals(SourceProgress progress) {
        return !progress.writer().equals(writerId);
    }

    /**
     * Fences rivals, and returns the progress from which their partitions are to be claimed again:
     * theirs or this instance's, whichever is further.
     *
     * @param wrote what they were seen to have written
     * @param claimed what this instance had written
     */
    Map<PartitionKey, Written> fenced(
            Map<PartitionKey, SourceProgress> wrote, Map<PartitionKey, SourceProgress> claimed) {
        WriterFence fence = new WriterFence(progress);
        fence.fence(
                source,
                wrote.values().stream()
                        .filter(SourceProgress::isHeld)
                        .map(SourceProgress::writer)
                        .collect(Collectors.toSet()));
        Map<PartitionKey, Written> furthest =
                new HashMap<>(fence.fence(source, wrote.keySet(), writerId));
        furthest.replaceAll((partition, written) -> {
            SourceProgress ours = Objects.requireNonNull(claimed.get(partition));
            SourceProgress theirs = Objects.requireNonNull(wrote.get(partition));
            return new Written(
                    written.number(),
                    ours.orFurther(theirs).orFurther(written.latest()),
                    written.replaced());
        });
        return furthest;
    }
}
