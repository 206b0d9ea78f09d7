package dev.hooklane.source.run;

import dev.hooklane.source.PartitionRewind;
import dev.hooklane.source.Source;
import dev.hooklane.source.progress.PartitionKey;
import dev.hooklane.source.progress.ProgressBook;
import dev.hooklane.source.progress.SourceProgress;
import dev.hooklane.source.progress.SourceProgress.LogIdentity;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** Which rewinds of single partitions nobody has followed yet. Decides, and asks nobody. */
final class OpenRewind {
    private OpenRewind() {}

    /**
     * Returns the rewind of a partition that is to be followed. One of another log than the
     * partition is by now never is: its offset means nothing there.
     *
     * @param known the progress of the partition, if it has any
     */
    static Optional<PartitionRewind> of(
            Source source,
            TopicPartition partition,
            Optional<SourceProgress> known,
            LogIdentity log) {
        return source.rewind(partition.topic(), partition.partition())
                .filter(rewind -> log.equals(new LogIdentity(rewind.clusterId(), rewind.topicId())))
                .filter(rewind -> isOpen(source, rewind, known));
    }

    /** Returns all of a source that are not known to be followed. */
    static List<PartitionRewind> all(Source source, ProgressBook book) {
        return source.rewinds().stream()
                .filter(rewind ->
                        isOpen(
                                source,
                                rewind,
                                book.find(
                                        new PartitionKey(
                                                source.name(),
                                                rewind.topic(),
                                                rewind.partition()))))
                .toList();
    }

    private static boolean isOpen(
            Source source, PartitionRewind rewind, Optional<SourceProgress> known) {
        return known.filter(progress -> progress.generation() == source.generation())
                .filter(progress -> progress.follows(rewind))
                .isEmpty();
    }
}
