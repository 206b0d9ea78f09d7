package dev.hooklane.source.run;

import dev.hooklane.source.Source;
import dev.hooklane.source.SourceBegin;
import dev.hooklane.source.format.Formats;
import dev.hooklane.source.mapping.Mapping;
import dev.hooklane.source.progress.SourceProgress.LogIdentity;
import dev.hooklane.topic.BrokerAnswers;
import dev.hooklane.topic.KafkaUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Shows what real records of a source would become. Nothing is written, no group is joined, and no
 * progress moves. Any thread may use it; it waits for the source's cluster.
 */
public final class SourceTrial {
    /** The most records that are shown at a time. */
    public static final int RECORDS_MAX = 100;

    /** How much of a record's value is shown, in characters. */
    public static final int SHOWN_MAX = 16 << 10;

    /** Each reads up to 8 MiB at once. */
    private static final int AT_ONCE_MAX = 2;

    /** When the topics have no more records, or too few at that time. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration POLL = Duration.ofMillis(200);

    private final SourceClients clients;
    private final Formats formats;
    private final OwnTopics own;
    private final Semaphore places = new Semaphore(AT_ONCE_MAX);

    public SourceTrial(SourceClients clients, Formats formats, OwnTopics own) {
        this.clients = clients;
        this.formats = formats;
        this.own = own;
    }

    /**
     * A record, and what it would become.
     *
     * @param key the beginning of the key as its format reads it, if there is one
     * @param value likewise
     * @param bytes the size of the whole value
     */
    public record Tried(
            String topic,
            int partition,
            long offset,
            Instant timestamp,
            Optional<String> key,
            Optional<String> value,
            int bytes,
            Judged judged) {
        /** Leaves out the content. */
        @Override
        public String toString() {
            return "Tried[%s:%d@%d]".formatted(topic, partition, offset);
        }
    }

    /** Too many trials run already. */
    public static final class TrialsBusyException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private TrialsBusyException() {
            super("%d trials of sources run already; try again".formatted(AT_ONCE_MAX));
        }
    }

    /** A topic of the source does not exist, or may not be described. */
    public static final class NoSuchTopicException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private NoSuchTopicException(String cluster, String topics) {
            super("cluster %s has %s, or hides them from this user".formatted(cluster, topics));
        }
    }

    /**
     * Tries the source on the first records since then, in the order of their timestamps. Of the
     * topics that match its patterns, it reads the first {@link Source#TOPICS_MAX} by name.
     *
     * @param limit how many records at most, up to {@link #RECORDS_MAX}
     * @throws KafkaUnavailableException if the source's cluster does not answer
     * @throws TrialsBusyException if too many run already
     * @throws NoSuchTopicException if a topic is not there
     */
    public List<Tried> run(Source source, SourceBegin from, int limit) {
        if (!places.tryAcquire()) {
            throw new TrialsBusyException();
        }
        try {
            return read(source, from, limit, partitions(source));
        } catch (KafkaException e) {
            throw new KafkaUnavailableException(
                    "cluster %s does not answer as it should".formatted(source.cluster()), e);
        } finally {
            places.release();
        }
    }

    private Map<TopicPartition, LogIdentity> partitions(Source source) {
        Admin admin = clients.admin(source.cluster());
        try {
            return partitions(source, admin);
        } finally {
            // Otherwise, it would wait for a cluster that is silent.
            admin.close(Duration.ZERO);
        }
    }

    private Map<TopicPartition, LogIdentity> partitions(Source source, Admin admin) {
        String clusterId = WorkerParts.clusterId(admin);
        Map<TopicPartition, LogIdentity> partitions = new HashMap<>();
        topics(source, new TheirTopics(admin, new BrokerAnswers(PATIENCE)))
                .forEach((name, description) ->
                        description
                                .partitions()
                                .forEach(info ->
                                        partitions.put(
                                                new TopicPartition(name, info.partition()),
                                                new LogIdentity(
                                                        clusterId,
                                                        description.topicId().toString()))));
        return partitions;
    }

    private Map<String, TopicDescription> topics(Source source, TheirTopics theirs) {
        List<String> names = source.choice().names();
        Map<String, TopicDescription> topics = new HashMap<>(theirs.described(names));
        if (!topics.keySet().containsAll(names)) {
            throw new NoSuchTopicException(
                    source.cluster(), "not all of the topics " + String.join(", ", names));
        }
        if (!source.choice().patterns().isEmpty()) {
            topics.putAll(
                    theirs.described(
                            TopicWatch.matching(source, theirs.ids().keySet(), own).stream()
                                    .limit(Source.TOPICS_MAX)
                                    .toList()));
        }
        if (topics.isEmpty()) {
            throw new NoSuchTopicException(
                    source.cluster(), "no topics that match " + String.join(", ", source.topics()));
        }
        return topics;
    }

    private List<Tried> read(
            Source source,
            SourceBegin from,
            int limit,
            Map<TopicPartition, LogIdentity> partitions) {
        RecordJudge judge = new RecordJudge(source, Mapping.of(source.mapping()), formats);
        List<Tried> tried = new ArrayList<>();
        Consumer<byte[], byte[]> consumer = clients.looker(source.cluster());
        try {
            consumer.assign(partitions.keySet());
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions.keySet());
            seek(consumer, from, ends);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (tried.size() < limit
                    && System.nanoTime() < deadline
                    && ends.entrySet().stream()
                            .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    // A record may wait for a schema registry.
                    if (tried.size() < limit && System.nanoTime() < deadline) {
                        LogIdentity log =
                                Objects.requireNonNull(
                                        partitions.get(
                                                new TopicPartition(
                                                        record.topic(), record.partition())));
                        judge.lookUp(List.of(record), deadline);
                        tried.add(tried(record, judge, log));
                    }
                }
            }
        } finally {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
        tried.sort(Comparator.comparing(Tried::timestamp));
        return tried;
    }

    private static void seek(
            Consumer<?, ?> consumer, SourceBegin from, Map<TopicPartition, Long> ends) {
        switch (from) {
            case SourceBegin.Earliest _ -> consumer.seekToBeginning(ends.keySet());
            case SourceBegin.Since(Instant time) -> {
                Map<TopicPartition, OffsetAndTimestamp> found =
                        consumer.offsetsForTimes(
                                ends.keySet().stream()
                                        .collect(
                                                Collectors.toMap(
                                                        each -> each, _ -> time.toEpochMilli())));
                ends.forEach((partition, end) -> {
                    OffsetAndTimestamp first = found.get(partition);
                    consumer.seek(partition, first == null ? end : first.offset());
                });
            }
        }
    }

    private static Tried tried(
            ConsumerRecord<byte[], byte[]> record, RecordJudge judge, LogIdentity log) {
        return new Tried(
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                cut(judge.shownKey(record, SHOWN_MAX)),
                cut(judge.shownValue(record, SHOWN_MAX)),
                record.value() == null ? 0 : record.value().length,
                judge.judge(record, log));
    }

    private static Optional<String> cut(Optional<String> text) {
        return text.map(all -> all.substring(0, Math.min(all.length(), SHOWN_MAX)));
    }
}
