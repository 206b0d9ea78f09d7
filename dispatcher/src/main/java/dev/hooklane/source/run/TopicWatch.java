package dev.hooklane.source.run;

import dev.hooklane.source.Source;
import dev.hooklane.topic.KafkaUnavailableException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a source's cluster, every few seconds, which topics there are to read. For the thread of the
 * run, which waits only for the first answer.
 */
final class TopicWatch {
    private static final Logger log = LoggerFactory.getLogger(TopicWatch.class);
    private static final Duration ASK_EVERY = Duration.ofSeconds(10);

    /** For how long a topic that is hidden is left out. Each try moves partitions about. */
    static final Duration REFUSED_FOR = Duration.ofMinutes(5);

    /** By then, a group has shared out the partitions of a topic that is tried again. */
    static final Duration TRIED_FOR = Duration.ofMinutes(1);

    private final Source source;
    private final Cluster cluster;
    private final PartitionCounts counts;
    private final OwnTopics own;
    private final int partitionsMax;
    private final SourceMeter meter;
    private final LongSupplier nanoTime;
    private @Nullable KafkaFuture<Map<String, Uuid>> asked;
    private long askedNanos;
    private boolean counting;
    private NavigableSet<String> leftOut = new TreeSet<>();
    private final NavigableSet<String> missing = new TreeSet<>();
    private final Map<String, Long> refusedNanos = new HashMap<>();

    /** The cluster of the source, which is asked, and not waited for. */
    interface Cluster {
        /** Asks for the ids of all topics, by name. */
        KafkaFuture<Map<String, Uuid>> askIds();

        /** Asks how many partitions topics have, each for itself. */
        Map<String, KafkaFuture<Integer>> askPartitions(Collection<String> topics);
    }

    /**
     * @param own the topics that no pattern matches
     * @param partitionsMax how many partitions a source reads
     */
    TopicWatch(
            Source source,
            Cluster cluster,
            OwnTopics own,
            int partitionsMax,
            SourceMeter meter,
            LongSupplier nanoTime) {
        this.source = source;
        this.cluster = cluster;
        counts = new PartitionCounts(cluster::askPartitions, nanoTime);
        this.own = own;
        this.partitionsMax = partitionsMax;
        this.meter = meter;
        this.nanoTime = nanoTime;
    }

    /**
     * An answer.
     *
     * @param topics those to read
     * @param ids of all topics that are there, by name
     */
    record Look(NavigableSet<String> topics, Map<String, Uuid> ids) {
        Look {
            ids = Map.copyOf(ids);
        }
    }

    /**
     * Returns the topics to read, and waits for them.
     *
     * @throws KafkaUnavailableException if the cluster does not say
     */
    NavigableSet<String> first() {
        askedNanos = nanoTime.getAsLong();
        Map<String, Uuid> there = WorkerParts.ANSWERS.await(cluster.askIds());
        counts.ask(candidates(there));
        return bounded(there.keySet());
    }

    /**
     * Returns the latest answer, unless it was returned before. Waits for nothing.
     *
     * @throws KafkaUnavailableException if the cluster has not answered for as long as its client
     *     is patient: a consumer waits for such a cluster without a word
     */
    Optional<Look> look() {
        if (asked == null) {
            if (nanoTime.getAsLong() - askedNanos >= ASK_EVERY.toNanos()) {
                asked = cluster.askIds();
                askedNanos = nanoTime.getAsLong();
            }
            return Optional.empty();
        }
        if (!asked.isDone()) {
            return Optional.empty();
        }
        Map<String, Uuid> there = WorkerParts.ANSWERS.await(asked);
        if (!counting) {
            counts.ask(candidates(there));
            counting = true;
        }
        if (!counts.isAnswered()) {
            return Optional.empty();
        }
        counting = false;
        asked = null;
        return Optional.of(new Look(bounded(there.keySet()), there));
    }

    /** Returns those topics whose partitions have to be counted. */
    private Map<String, Uuid> candidates(Map<String, Uuid> there) {
        Map<String, Uuid> candidates = new HashMap<>(there);
        candidates
                .keySet()
                .retainAll(
                        ChosenTopics.candidates(
                                source.choice().names(), matching(source, there.keySet(), own)));
        return candidates;
    }

    /** Leaves out topics for a while, as they are hidden from the user. */
    void refused(Set<String> topics) {
        topics.forEach(topic -> refusedNanos.put(topic, nanoTime.getAsLong()));
        missing.removeAll(topics);
        meter.topicsMissing(source.name(), missing.size());
        log.error(
                "source.topics_refused source={} {}",
                source.name(),
                UnreadableTopics.refusal(source.cluster(), new TreeSet<>(topics)));
    }

    /** Returns how many topics are hidden, those among them that are tried again. */
    int refused() {
        long now = nanoTime.getAsLong();
        refusedNanos
                .values()
                .removeIf(since -> now - since >= REFUSED_FOR.plus(TRIED_FOR).toNanos());
        return refusedNanos.size();
    }

    /** The user may see them by now. */
    private void tryShown(Collection<String> there) {
        long due = nanoTime.getAsLong() - REFUSED_FOR.toNanos();
        refusedNanos.replaceAll(
                (topic, since) -> there.contains(topic) ? Math.min(since, due) : since);
    }

    private boolean isRefused(String topic) {
        Long since = refusedNanos.get(topic);
        return since != null && nanoTime.getAsLong() - since < REFUSED_FOR.toNanos();
    }

    /** Leaves out what may not be read, and what is too much. */
    private NavigableSet<String> bounded(Collection<String> there) {
        tryShown(there);
        NavigableSet<String> named = new TreeSet<>(source.choice().names());
        NavigableSet<String> matching = matching(source, there, own);
        named.removeIf(this::isRefused);
        tellMissing(named, there);
        matching.removeIf(this::isRefused);
        matching.removeAll(named);
        ChosenTopics chosen = ChosenTopics.of(named, matching, counts.known(), partitionsMax);
        tellLeftOut(chosen);
        return chosen.read();
    }

    private void tellLeftOut(ChosenTopics chosen) {
        if (!chosen.leftOut().equals(leftOut)) {
            leftOut = chosen.leftOut();
            chosen.problem(source.cluster(), partitionsMax)
                    .ifPresent(problem ->
                            log.error(
                                    "source.topics_left_out source={} {}", source.name(), problem));
        }
        meter.topicsLeftOut(source.name(), leftOut.size());
    }

    /** Tells which names are none of a topic: one that is misspelt would never be read. */
    private void tellMissing(Collection<String> names, Collection<String> there) {
        NavigableSet<String> now = new TreeSet<>(names);
        now.removeAll(there);
        if (!missing.equals(now)) {
            missing.clear();
            missing.addAll(now);
            if (!missing.isEmpty()) {
                log.error(
                        "source.topics_missing source={} cluster {} does not have these topics, or hides them: {}",
                        source.name(),
                        source.cluster(),
                        Few.of(missing));
            }
        }
        meter.topicsMissing(source.name(), missing.size());
    }

    /**
     * Returns the topics that match a pattern of the source and are not Hooklane's own.
     *
     * @param there all topics of the cluster
     */
    static NavigableSet<String> matching(Source source, Collection<String> there, OwnTopics own) {
        return there.stream()
                .filter(source.choice()::matches)
                .filter(topic -> !own.has(topic))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
