package dev.hooklane.waiting;

import dev.hooklane.offset.CommittedProgress;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The part of a partition that is not done.
 *
 * @param from the lowest offset that is not done and still in the log
 * @param end the offset after the last one
 * @param count how many offsets between them are not done, as far as the group's commit shows
 */
record OpenRange(CommittedProgress progress, long from, long end, long count) {
    /**
     * @param committed the group's committed offset; null if it has none, and will begin at the
     *     log's start
     * @param ofLane whether the commit's metadata says what is done above it
     */
    static OpenRange of(
            @Nullable OffsetAndMetadata committed, GroupOffsets.Ends ends, boolean ofLane) {
        CommittedProgress progress =
                committed != null && committed.offset() >= ends.begin()
                        ? CommittedProgress.of(
                                committed.offset(), ofLane ? committed.metadata() : "")
                        : CommittedProgress.of(ends.begin(), "");
        return new OpenRange(progress, progress.base(), ends.end(), progress.undone(ends.end()));
    }
}
