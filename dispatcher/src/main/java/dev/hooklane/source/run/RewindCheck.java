package dev.hooklane.source.run;

import dev.hooklane.source.PartitionRewind;
import dev.hooklane.source.Source;
import dev.hooklane.source.progress.PartitionKey;
import dev.hooklane.source.progress.SourceProgress;
import dev.hooklane.source.progress.SourceProgress.LogIdentity;
import dev.hooklane.source.progress.TopicsThere;
import dev.hooklane.source.run.RewindRefusedException.Field;
import dev.hooklane.topic.BrokerAnswers;
import dev.hooklane.topic.KafkaUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks whether a partition of a source can be read from an offset on. Any thread may use it; it
 * waits for the source's cluster.
 */
public record RewindCheck(KnownSources known) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ListOffsetsOptions COMMITTED =
            new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

    /**
     * An offset that a partition can be read from.
     *
     * @param log the log that has it
     * @param from where the partition would be read otherwise; empty if that is not known
     */
    public record Place(TopicPartition partition, long offset, LogIdentity log, OptionalLong from) {
        /** Returns how many offsets are not read that would be otherwise, if that is known. */
        public OptionalLong leftUnread() {
            return from.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(Math.max(0, offset - from.getAsLong()));
        }

        /**
         * Returns the rewind that leads there.
         *
         * @param number higher than that of each earlier rewind of the source
         */
        public PartitionRewind rewind(long number) {
            return new PartitionRewind(
                    partition.topic(),
                    partition.partition(),
                    offset,
                    log.clusterId(),
                    log.topicId(),
                    number);
        }
    }

    /**
     * Returns the place.
     *
     * @throws RewindRefusedException if there is none
     * @throws KafkaUnavailableException if the source's cluster does not answer
     */
    public Place place(Source source, TopicPartition partition, long offset) {
        if (!source.choice().takes(partition.topic())) {
            throw new RewindRefusedException(
                    Field.TOPIC,
                    "topic %s is none that source %s reads: %s"
                            .formatted(
                                    partition.topic(),
                                    source.name(),
                                    String.join(", ", source.topics())));
        }
        if (!known.clients().clusters().contains(source.cluster())) {
            throw new RewindRefusedException(
                    Field.TOPIC,
                    "cluster %s is not in sources.clusters of this instance"
                            .formatted(source.cluster()));
        }
        Admin admin = known.clients().admin(source.cluster());
        try {
            return place(source, partition, offset, admin);
        } catch (KafkaException | KafkaUnavailableException e) {
            throw new KafkaUnavailableException(
                    "cluster %s: %s".formatted(source.cluster(), e.getMessage()), e);
        } finally {
            // Otherwise, it would wait for a cluster that is silent.
            admin.close(Duration.ZERO);
        }
    }

    private Place place(Source source, TopicPartition partition, long offset, Admin admin) {
        BrokerAnswers answers = new BrokerAnswers(PATIENCE);
        List<String> topic = List.of(partition.topic());
        TopicsThere there = new TheirTopics(admin, answers).lookFor(topic);
        TopicsThere.Found found = there.found().get(partition.topic());
        if (found == null) {
            throw new RewindRefusedException(
                    Field.TOPIC, UnreadableTopics.of(source.cluster(), topic, there).text());
        }
        if (partition.partition() < 0 || partition.partition() >= found.partitions()) {
            throw new RewindRefusedException(
                    Field.PARTITION,
                    "partition %d of topic %s is not 0 to %d"
                            .formatted(
                                    partition.partition(),
                                    partition.topic(),
                                    found.partitions() - 1));
        }
        long start = offset(partition, OffsetSpec.earliest(), admin, answers);
        long end = offset(partition, OffsetSpec.latest(), admin, answers);
        if (offset < start || offset > end) {
            throw new RewindRefusedException(
                    Field.OFFSET,
                    "offset %d of %s is not %d to %d, which the topic has"
                            .formatted(offset, partition, start, end));
        }
        LogIdentity log = new LogIdentity(there.clusterId(), found.id());
        return new Place(partition, offset, log, from(source, partition, log));
    }

    private static long offset(
            TopicPartition partition, OffsetSpec which, Admin admin, BrokerAnswers answers) {
        return answers.await(
                        admin.listOffsets(Map.of(partition, which), COMMITTED)
                                .partitionResult(partition))
                .offset();
    }

    private OptionalLong from(Source source, TopicPartition partition, LogIdentity log) {
        Optional<SourceProgress> reached =
                known.progress()
                        .book()
                        .find(PartitionKey.of(source.name(), partition))
                        .filter(progress -> progress.generation() == source.generation())
                        .filter(progress -> progress.log().equals(log));
        return OpenRewind.of(source, partition, reached, log)
                .map(PartitionRewind::offset)
                .or(() -> reached.map(SourceProgress::next))
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /** Returns the rewinds of single partitions of a source that nobody has followed yet. */
    public List<PartitionRewind> open(Source source) {
        return OpenRewind.all(source, known.progress().book());
    }
}
