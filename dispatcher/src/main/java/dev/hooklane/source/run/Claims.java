package dev.hooklane.source.run;

import dev.hooklane.source.PartitionRewind;
import dev.hooklane.source.Source;
import dev.hooklane.source.SourceName;
import dev.hooklane.source.progress.PartitionKey;
import dev.hooklane.source.progress.ProgressBook.Written;
import dev.hooklane.source.progress.RecordCounts;
import dev.hooklane.source.progress.SourceProgress;
import dev.hooklane.source.progress.SourceProgress.LogIdentity;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over partitions that the source's group has assigned to this instance, so that no other
 * instance can write for them any more. For the thread of the run.
 *
 * <pre>
 * progress read ─▶ its writers fenced ─▶ progress read to its end ─▶ compared with the log
 *               ─▶ claimed, in a transaction ─▶ progress read to its end ─▶ read from there
 *                              ▲                              │ somebody else wrote
 *                              └──────── they are fenced ◀────┘
 * </pre>
 *
 * The group is on the source's cluster, so Hooklane's own brokers can't tell by it who the owner
 * is. An instance that was frozen may wake up with records in hand. The name of its writer is in
 * the progress, so whoever takes over makes the brokers refuse what it writes. {@link Rivals} may
 * claim at the same time.
 */
final class Claims {
    private static final Logger log = LoggerFactory.getLogger(Claims.class);

    /** Rivals who never stop end the run, which tries again later. */
    private static final int ROUNDS_MAX = 5;

    private final Source source;
    private final String writerId;
    private final String clusterId;
    private final TheirTopics theirs;
    private final ProgressReading progress;
    private final SourceMeter meter;

    /**
     * @param writerId the name under which this instance writes for the source
     * @param clusterId of the source's cluster
     * @param theirs the topics of that cluster
     */
    Claims(
            Source source,
            String writerId,
            String clusterId,
            TheirTopics theirs,
            ProgressReading progress,
            SourceMeter meter) {
        this.source = source;
        this.writerId = writerId;
        this.clusterId = clusterId;
        this.theirs = theirs;
        this.progress = progress;
        this.meter = meter;
    }

    /**
     * Claims partitions, and moves the consumer to where each of them continues. It does not read
     * those whose topic has vanished meanwhile, nor those that wait for a rewind.
     *
     * @throws org.apache.kafka.common.KafkaException if a broker does not answer
     * @throws dev.hooklane.topic.KafkaUnavailableException likewise
     */
    Claimed claim(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions, SourceWriter writer) {
        Map<String, TopicDescription> topics = theirs.described(topics(partitions));
        Map<Boolean, List<TopicPartition>> byPresence =
                partitions.stream()
                        .collect(
                                Collectors.partitioningBy(
                                        each -> topics.containsKey(each.topic())));
        Collection<TopicPartition> gone = Objects.requireNonNull(byPresence.get(false));
        if (!gone.isEmpty()) {
            log.warn("source.topics_gone source={} {}", source.name(), Few.of(topics(gone)));
            leaveOut(consumer, gone);
        }
        List<TopicPartition> there = Objects.requireNonNull(byPresence.get(true));
        if (there.isEmpty()) {
            return Claimed.NOTHING;
        }
        Map<TopicPartition, LogIdentity> logs = logs(there, topics);
        Map<TopicPartition, SourceProgress> claimed = claimAlone(consumer, logs, writer);
        claimed.forEach((partition, reached) -> consumer.seek(partition, reached.next()));
        Set<TopicPartition> waiting = new HashSet<>(there);
        waiting.removeAll(claimed.keySet());
        leaveOut(consumer, waiting);
        return new Claimed(claimed, waiting);
    }

    /** Claims partitions, and again those that another claims at the same time. */
    private Map<TopicPartition, SourceProgress> claimAlone(
            Consumer<?, ?> consumer, Map<TopicPartition, LogIdentity> logs, SourceWriter writer) {
        Map<PartitionKey, Written> known =
                new WriterFence(progress).fence(source.name(), keys(logs.keySet()), writerId);
        // Rivals have not ended, so it looks at what was known before them.
        EndedOwners ended = new EndedOwners(latest(known));
        Map<TopicPartition, LogIdentity> open = logs;
        Map<TopicPartition, SourceProgress> claimed = new HashMap<>();
        Rivals rivals = new Rivals(source.name(), writerId, progress);
        for (int round = 0; round < ROUNDS_MAX; round++) {
            Map<TopicPartition, SourceProgress> begun = begun(consumer, open, known);
            begun.putAll(ended.counted(consumer, begun));
            writer.write(List.of(), keyed(begun));
            claimed.putAll(begun);
            Map<PartitionKey, SourceProgress> wrote = rivals.wrote(known, keyed(begun));
            if (wrote.isEmpty()) {
                return claimed;
            }
            log.warn("source.rivals source={} {}", source.name(), Few.of(wrote.keySet()));
            known = rivals.fenced(wrote, keyed(begun));
            open = of(wrote.keySet(), logs);
        }
        throw new KafkaException("others claim the same partitions: " + Few.of(open.keySet()));
    }

    private Map<TopicPartition, LogIdentity> of(
            Set<PartitionKey> partitions, Map<TopicPartition, LogIdentity> logs) {
        Map<TopicPartition, LogIdentity> some = new HashMap<>(logs);
        some.keySet().removeIf(each -> !partitions.contains(key(each)));
        return some;
    }

    private Function<TopicPartition, Optional<SourceProgress>> latest(
            Map<PartitionKey, Written> known) {
        return partition -> Optional.ofNullable(known.get(key(partition))).map(Written::latest);
    }

    /** Returns the progress with which partitions are claimed, from what is known of them. */
    private Map<TopicPartition, SourceProgress> begun(
            Consumer<?, ?> consumer,
            Map<TopicPartition, LogIdentity> logs,
            Map<PartitionKey, Written> known) {
        Map<TopicPartition, SourceProgress> begun = new HashMap<>();
        new FirstOffsets(source, known, meter)
                .of(consumer, logs)
                .forEach((partition, offset) ->
                        begun.put(
                                partition,
                                begun(
                                        partition,
                                        Objects.requireNonNull(logs.get(partition)),
                                        offset,
                                        latest(known).apply(partition))));
        return begun;
    }

    private SourceProgress begun(
            TopicPartition partition,
            LogIdentity identity,
            long offset,
            Optional<SourceProgress> before) {
        Optional<PartitionRewind> rewind = OpenRewind.of(source, partition, before, identity);
        Optional<SourceProgress> ours = before.filter(this::isOfThisGeneration);
        rewind.ifPresent(_ ->
                log.info(
                        "source.partition_rewound source={} {} is read from {} on, not from {}",
                        source.name(),
                        partition,
                        offset,
                        ours.map(each -> Long.toString(each.next())).orElse("its beginning")));
        return new SourceProgress(
                        identity,
                        offset,
                        source.generation(),
                        writerId,
                        before.map(SourceProgress::at).orElse(Instant.EPOCH),
                        ours.filter(_ -> rewind.isEmpty())
                                .map(SourceProgress::counts)
                                .orElse(RecordCounts.NONE))
                .following(
                        rewind.map(PartitionRewind::number)
                                .or(() -> ours.map(SourceProgress::rewound))
                                .orElse(0L));
    }

    /**
     * What came of a claim.
     *
     * @param progress that is claimed, by partition
     * @param waiting the partitions that are not read until the source is rewound
     */
    record Claimed(Map<TopicPartition, SourceProgress> progress, Set<TopicPartition> waiting) {
        private static final Claimed NOTHING = new Claimed(Map.of(), Set.of());

        Claimed {
            progress = Map.copyOf(progress);
            waiting = Set.copyOf(waiting);
        }
    }

    /** Returns the name of the source. */
    SourceName source() {
        return source.name();
    }

    /** Returns the name under which this instance writes for the source. */
    String writerId() {
        return writerId;
    }

    /** Returns the progress by the keys that it is written under. */
    Map<PartitionKey, SourceProgress> keyed(Map<TopicPartition, SourceProgress> progress) {
        return progress.entrySet().stream()
                .collect(Collectors.toMap(each -> key(each.getKey()), Map.Entry::getValue));
    }

    private List<PartitionKey> keys(Collection<TopicPartition> partitions) {
        return partitions.stream().map(this::key).toList();
    }

    private PartitionKey key(TopicPartition partition) {
        return PartitionKey.of(source.name(), partition);
    }

    private static Set<String> topics(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet());
    }

    /** A partition without a position would end the run. */
    private static void leaveOut(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> consumer.seek(partition, 0));
        consumer.pause(partitions);
    }

    /** Reports whether the source was not rewound since. */
    private boolean isOfThisGeneration(SourceProgress progress) {
        return progress.generation() == source.generation();
    }

    /** Returns which log each partition is. */
    private Map<TopicPartition, LogIdentity> logs(
            Collection<TopicPartition> partitions, Map<String, TopicDescription> topics) {
        return partitions.stream()
                .collect(
                        Collectors.toMap(
                                each -> each,
                                each ->
                                        new LogIdentity(
                                                clusterId,
                                                Objects.requireNonNull(topics.get(each.topic()))
                                                        .topicId()
                                                        .toString())));
    }
}
