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
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/**
 * Shows what real records of a source would become. Nothing is written, no group is joined, and no
 * progress moves. Any thread may use it; it waits for the source's cluster.
 */
public final class SourceTrial {
    /** The most records that are shown at a time. */
    public static final int RECORDS_MAX = 100;

    /** How much is shown of a record's value, in characters; and of its key, and of its headers. */
    public static final int SHOWN_MAX = 16 << 10;

    /** Each holds up to 8 MiB that it fetched, and 8 MiB that it unpacked. */
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
     * @param headers the beginnings of the first of them by name
     * @param key the beginning of the key as its format reads it, if there is one
     * @param value likewise
     * @param bytes the size of the whole value
     */
    public record Tried(
            String topic,
            int partition,
            long offset,
            Instant timestamp,
            NavigableMap<String, String> headers,
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

    /**
     * Tries the source on the first records since then, in the order of their timestamps.
     *
     * @param limit how many records at most, up to {@link #RECORDS_MAX}
     * @throws KafkaUnavailableException if the source's cluster does not answer
     * @throws TrialsBusyException if too many run already
     * @throws TopicsUnreadableException if a topic is not there, or may not be read
     */
    public List<Tried> run(Source source, SourceBegin from, int limit) {
        if (!places.tryAcquire()) {
            throw new TrialsBusyException();
        }
        try {
            return read(source, from, limit, partitions(source));
        } catch (TopicAuthorizationException e) {
            throw new TopicsUnreadableException(
                    UnreadableTopics.refusal(
                            source.cluster(), new TreeSet<>(e.unauthorizedTopics())));
        } catch (KafkaException | KafkaUnavailableException e) {
            throw unavailable(source.cluster(), e);
        } finally {
            places.release();
        }
    }

    /** Hooklane's own Kafka is not meant. */
    private static KafkaUnavailableException unavailable(String cluster, RuntimeException e) {
        String why =
                e instanceof KafkaUnavailableException
                        ? e.getMessage()
                        : "Kafka failed: " + RootCause.of(e).getMessage();
        return new KafkaUnavailableException("cluster %s: %s".formatted(cluster, why), e);
    }

    private Map<TopicPartition, LogIdentity> partitions(Source source) {
        Admin admin = clients.admin(source.cluster());
        try {
            TheirTopics theirs = new TheirTopics(admin, new BrokerAnswers(PATIENCE));
            return new TriedTopics(source, theirs, own).partitions();
        } finally {
            // Otherwise, it would wait for a cluster that is silent.
            admin.close(Duration.ZERO);
        }
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
                Beginning.of(RecordJudge.headers(record), SHOWN_MAX),
                cut(judge.shownKey(record, SHOWN_MAX)),
                cut(judge.shownValue(record, SHOWN_MAX)),
                record.value() == null ? 0 : record.value().length,
                judge.judge(record, log));
    }

    private static Optional<String> cut(Optional<String> text) {
        return text.map(all -> Beginning.of(all, SHOWN_MAX));
    }
}
