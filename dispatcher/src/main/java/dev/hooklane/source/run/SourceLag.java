package dev.hooklane.source.run;

import dev.hooklane.source.PartitionRewind;
import dev.hooklane.source.Source;
import dev.hooklane.source.SourceName;
import dev.hooklane.source.TopicChoice;
import dev.hooklane.source.progress.PartitionKey;
import dev.hooklane.source.progress.RecordCounts;
import dev.hooklane.source.progress.SourceProgress;
import dev.hooklane.source.progress.TopicsThere;
import dev.hooklane.topic.BrokerAnswers;
import dev.hooklane.topic.KafkaUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Tells how far a source has read, and how much is left. Any thread may use it. */
public final class SourceLag {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** What is read is what counts: a transaction that is open is not there yet. */
    private static final ListOffsetsOptions COMMITTED =
            new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

    /** Of all who ask. Each has a connection to its cluster for a moment. */
    private static final int AT_ONCE = 20;

    /** For how long an answer is told again: who looks at it looks every few seconds. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final KnownSources known;
    private final OwnTopics own;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Map<SourceName, Asked> asked = new ConcurrentHashMap<>();

    /**
     * @param own the topics that no pattern matches
     */
    public SourceLag(KnownSources known, OwnTopics own) {
        this.known = known;
        this.own = own;
    }

    /**
     * A partition that a source has claimed.
     *
     * @param next the offset of the next record
     * @param left how many records are not read yet; empty if the cluster does not say
     * @param readUpTo the timestamp of the latest record that was read, if one was
     * @param instance the instance that reads the partition, if one does
     * @param counts what became of its records
     * @param registryProblem why its next record waits for a schema registry, if it does
     * @param awaitsRewind whether it is not read until the source is rewound
     */
    public record Reading(
            String topic,
            int partition,
            long next,
            OptionalLong left,
            Optional<Instant> readUpTo,
            Optional<String> instance,
            RecordCounts counts,
            Optional<String> registryProblem,
            boolean awaitsRewind) {}

    /**
     * How a source does.
     *
     * @param readings the partitions that it has begun to read
     * @param perMinute how many records were read within the last minute, by all instances
     * @param problem why some of it is not read, or why the records that are left are not known;
     *     empty if all is well
     */
    public record Report(
            Source source, List<Reading> readings, long perMinute, Optional<LagProblem> problem) {
        public Report {
            readings = List.copyOf(readings);
        }
    }

    /** What the cluster of a source said, or is about to say. */
    private record Asked(Source source, long nanos, CompletableFuture<Report> report) {
        boolean isOld(long now) {
            return report.isDone() && now - nanos > FRESH.toNanos();
        }
    }

    /**
     * Returns how the sources do, in their order. Asks their clusters, several at once. Those that
     * ask at about the same time share an answer.
     */
    public List<Report> of(List<Source> sources) {
        return sources.stream().map(this::ask).toList().stream()
                .map(CompletableFuture::join)
                .toList();
    }

    /** Returns how the source does, likewise. */
    public Report of(Source source) {
        return ask(source).join();
    }

    private CompletableFuture<Report> ask(Source source) {
        long now = System.nanoTime();
        asked.values().removeIf(each -> each.isOld(now));
        return asked.compute(
                        source.name(),
                        (_, before) ->
                                before == null || !before.source().equals(source)
                                        ? new Asked(source, now, look(source))
                                        : before)
                .report();
    }

    private CompletableFuture<Report> look(Source source) {
        return CompletableFuture.supplyAsync(
                () -> {
                    places.acquireUninterruptibly();
                    try {
                        return lookNow(source);
                    } finally {
                        places.release();
                    }
                },
                look -> Thread.ofVirtual().name("hooklane-source-lag").start(look));
    }

    private Report lookNow(Source source) {
        Map<PartitionKey, SourceProgress> progress = progress(source);
        if (!known.clients().clusters().contains(source.cluster())) {
            return unknown(
                    source,
                    progress,
                    new LagProblem(
                            LagProblem.Kind.CLUSTER_UNKNOWN,
                            "cluster %s is not in sources.clusters of this instance"
                                    .formatted(source.cluster())));
        }
        try {
            return report(source, progress);
        } catch (KafkaException | KafkaUnavailableException e) {
            return unknown(
                    source,
                    progress,
                    new LagProblem(
                            LagProblem.Kind.CLUSTER_SILENT,
                            "cluster %s does not say: %s"
                                    .formatted(source.cluster(), e.getMessage())));
        }
    }

    private Report unknown(
            Source source, Map<PartitionKey, SourceProgress> progress, LagProblem problem) {
        return new Report(
                source,
                readings(source, progress, TopicsThere.UNKNOWN, Map.of()),
                perMinute(source),
                Optional.of(problem));
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
            List<String> named = source.choice().names();
            TheirTopics theirs = new TheirTopics(admin, answers);
            Set<String> matching = matching(source, theirs);
            Set<String> topics = ChosenTopics.candidates(named, matching);
            progress.keySet().forEach(key -> topics.add(key.topic()));
            TopicsThere there = theirs.lookFor(topics);
            progress.keySet().removeIf(key -> isLeft(key, there, named));
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            progress.keySet().stream()
                    .filter(key -> there.found().containsKey(key.topic()))
                    .forEach(key ->
                            latest.put(
                                    new TopicPartition(key.topic(), key.partition()),
                                    OffsetSpec.latest()));
            List<Reading> readings =
                    readings(
                            source,
                            progress,
                            there,
                            answers.await(admin.listOffsets(latest, COMMITTED).all()));
            return new Report(
                    source,
                    readings,
                    perMinute(source),
                    LagProblem.of(source.cluster(), named, there, readings)
                            .or(() -> leftOut(source, matching, there)));
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    /** Returns the topics that match a pattern of the source. */
    private Set<String> matching(Source source, TheirTopics theirs) {
        return source.choice().patterns().isEmpty()
                ? Set.of()
                : TopicWatch.matching(source, theirs.ids().keySet(), own);
    }

    private Optional<LagProblem> leftOut(Source source, Set<String> matching, TopicsThere there) {
        int partitionsMax = known.partitionsMax();
        return ChosenTopics.of(source.choice().names(), matching, there.partitions(), partitionsMax)
                .problem(source.cluster(), partitionsMax)
                .map(problem -> new LagProblem(LagProblem.Kind.TOPICS_LEFT_OUT, problem));
    }

    /**
     * Reports whether a partition is read no more: its topic vanished, and only a pattern matched
     * it; or the topic was made anew with fewer partitions.
     */
    private static boolean isLeft(PartitionKey key, TopicsThere there, List<String> named) {
        TopicsThere.Found found = there.found().get(key.topic());
        return found == null ? !named.contains(key.topic()) : key.partition() >= found.partitions();
    }

    private long perMinute(Source source) {
        return known.progress().book().perMinute(source.name());
    }

    private List<Reading> readings(
            Source source,
            Map<PartitionKey, SourceProgress> progress,
            TopicsThere there,
            Map<TopicPartition, ListOffsetsResultInfo> ends) {
        List<Reading> readings = new ArrayList<>();
        progress.forEach((key, reached) -> {
            boolean awaitsRewind = there.isOtherCluster(reached.log());
            TopicPartition partition = new TopicPartition(key.topic(), key.partition());
            ListOffsetsResultInfo end = ends.get(partition);
            long next =
                    OpenRewind.of(source, partition, Optional.of(reached), reached.log())
                            .map(PartitionRewind::offset)
                            .orElse(reached.next());
            readings.add(
                    new Reading(
                            key.topic(),
                            key.partition(),
                            next,
                            end == null || awaitsRewind
                                    ? OptionalLong.empty()
                                    : OptionalLong.of(Math.max(0, end.offset() - next)),
                            Optional.of(reached.at()).filter(at -> at.isAfter(Instant.EPOCH)),
                            known.clients()
                                    .instance(source, reached.writer())
                                    .filter(_ -> !awaitsRewind),
                            reached.counts(),
                            reached.registryProblem(),
                            awaitsRewind));
        });
        readings.sort(Comparator.comparing(Reading::topic).thenComparingInt(Reading::partition));
        return readings;
    }
}
