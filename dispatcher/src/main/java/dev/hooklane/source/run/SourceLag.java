package dev.hooklane.source.run;

import dev.hooklane.source.Source;
import dev.hooklane.source.TopicChoice;
import dev.hooklane.source.progress.PartitionKey;
import dev.hooklane.source.progress.RecordCounts;
import dev.hooklane.source.progress.SourceProgress;
import dev.hooklane.topic.BrokerAnswers;
import dev.hooklane.topic.KafkaUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Tells how far a source has read, and how much is left. Any thread may use it. */
public final class SourceLag {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Each has a connection to its cluster for a moment. */
    private static final int AT_ONCE = 20;

    private final KnownSources known;

    public SourceLag(KnownSources known) {
        this.known = known;
    }

    /**
     * A partition that a source has claimed.
     *
     * @param next the offset of the next record
     * @param left how many records are not read yet; empty if the cluster does not say
     * @param readUpTo the timestamp of the latest record that was read, if one was
     * @param instance the instance that reads the partition, if one does
     * @param counts what became of its records
     */
    public record Reading(
            String topic,
            int partition,
            long next,
            OptionalLong left,
            Optional<Instant> readUpTo,
            Optional<String> instance,
            RecordCounts counts) {}

    /**
     * How a source does.
     *
     * @param readings the partitions that it has begun to read
     * @param perMinute how many records were read within the last minute, by all instances
     * @param problem why the records that are left are not known; empty if they are
     */
    public record Report(Source source, List<Reading> readings, long perMinute, String problem) {
        public Report {
            readings = List.copyOf(readings);
        }
    }

    /**
     * Returns how the sources do, in their order. Asks their clusters, several at once, so that one
     * that does not answer holds up no other.
     */
    public List<Report> of(List<Source> sources) {
        try (ExecutorService threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            return sources.stream()
                    .map(source -> CompletableFuture.supplyAsync(() -> of(source), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    /** Returns how the source does. Asks the source's cluster. */
    public Report of(Source source) {
        Map<PartitionKey, SourceProgress> progress = progress(source);
        if (progress.isEmpty()) {
            return new Report(source, List.of(), 0, "");
        }
        try {
            return report(source, progress);
        } catch (KafkaException | KafkaUnavailableException | IllegalArgumentException e) {
            return new Report(
                    source,
                    readings(source, progress, Map.of()),
                    perMinute(source),
                    "cluster %s does not say: %s".formatted(source.cluster(), e.getMessage()));
        }
    }

    /** Of the topics that the source reads as it is now. */
    private Map<PartitionKey, SourceProgress> progress(Source source) {
        TopicChoice choice = source.choice();
        Map<PartitionKey, SourceProgress> progress = new HashMap<>();
        known.progress()
                .book()
                .of(source.name())
                .forEach((key, reached) -> {
                    if (reached.generation() == source.generation() && choice.takes(key.topic())) {
                        progress.put(key, reached);
                    }
                });
        return progress;
    }

    private Report report(Source source, Map<PartitionKey, SourceProgress> progress) {
        Admin admin = known.clients().admin(source.cluster());
        try {
            BrokerAnswers answers = new BrokerAnswers(PATIENCE);
            Set<String> there = new TheirTopics(admin, answers).ids().keySet();
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            NavigableSet<String> gone = new TreeSet<>();
            progress.keySet()
                    .forEach(key -> {
                        if (there.contains(key.topic())) {
                            latest.put(
                                    new TopicPartition(key.topic(), key.partition()),
                                    OffsetSpec.latest());
                        } else {
                            gone.add(key.topic());
                        }
                    });
            return new Report(
                    source,
                    readings(source, progress, answers.await(admin.listOffsets(latest).all())),
                    perMinute(source),
                    gone.isEmpty()
                            ? ""
                            : "cluster %s has no topic %s, or hides it from this user"
                                    .formatted(source.cluster(), String.join(", ", gone)));
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private long perMinute(Source source) {
        return known.progress().book().perMinute(source.name());
    }

    private List<Reading> readings(
            Source source,
            Map<PartitionKey, SourceProgress> progress,
            Map<TopicPartition, ListOffsetsResultInfo> ends) {
        List<Reading> readings = new ArrayList<>();
        progress.forEach((key, reached) -> {
            ListOffsetsResultInfo end = ends.get(new TopicPartition(key.topic(), key.partition()));
            readings.add(
                    new Reading(
                            key.topic(),
                            key.partition(),
                            reached.next(),
                            end == null
                                    ? OptionalLong.empty()
                                    : OptionalLong.of(Math.max(0, end.offset() - reached.next())),
                            Optional.of(reached.at()).filter(at -> at.isAfter(Instant.EPOCH)),
                            known.clients().instance(source, reached.writer()),
                            reached.counts()));
        });
        readings.sort(Comparator.comparing(Reading::topic).thenComparingInt(Reading::partition));
        return readings;
    }
}
