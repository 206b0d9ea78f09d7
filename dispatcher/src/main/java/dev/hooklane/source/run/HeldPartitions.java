package dev.hooklane.source.run;

import dev.hooklane.source.progress.SourceProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions that a run has claimed, with their progress. Kafka's consumer calls it within
 * polls, and when it is closed. For the thread of the run.
 */
final class HeldPartitions implements ConsumerRebalanceListener {
    private static final Logger log = LoggerFactory.getLogger(HeldPartitions.class);

    private final Consumer<?, ?> consumer;
    private final Claims claims;
    private final SourceWriter writer;
    private final RegistryWaits waits;
    private final Suspects suspects;
    private final Map<TopicPartition, SourceProgress> held = new HashMap<>();
    private final Set<TopicPartition> awaitingRewind = new HashSet<>();

    HeldPartitions(
            Consumer<?, ?> consumer,
            Claims claims,
            SourceWriter writer,
            RegistryWaits waits,
            Suspects suspects) {
        this.consumer = consumer;
        this.claims = claims;
        this.writer = writer;
        this.waits = waits;
        this.suspects = suspects;
    }

    /**
     * Returns the progress of a partition.
     *
     * @throws IllegalStateException if it is not claimed
     */
    SourceProgress of(TopicPartition partition) {
        SourceProgress progress = held.get(partition);
        if (progress == null) {
            throw new IllegalStateException(partition + " was polled and is not claimed");
        }
        return progress;
    }

    /**
     * Reports whether a partition is to be claimed again.
     *
     * @param topicId the id that its topic has by now
     */
    boolean isMadeAnew(TopicPartition partition, String topicId) {
        SourceProgress claimed = held.get(partition);
        return claimed == null
                ? !awaitingRewind.contains(partition)
                : !claimed.log().topicId().equals(topicId);
    }

    /** Returns how many partitions are assigned, and not read until the source is rewound. */
    int awaitingRewind() {
        return awaitingRewind.size();
    }

    /** Takes note of progress that is written. */
    void reached(Map<TopicPartition, SourceProgress> progress) {
        held.putAll(progress);
    }

    /**
     * Returns the progress of partitions whose position is past it, moved there. What follows their
     * last record is none: the ends of transactions, and records of those that were aborted.
     */
    Map<TopicPartition, SourceProgress> passed() {
        Map<TopicPartition, SourceProgress> passed = new HashMap<>();
        held.forEach((partition, progress) -> {
            long position = consumer.position(partition);
            if (position > progress.next()) {
                passed.put(partition, progress.passedTo(position));
            }
        });
        return passed;
    }

    /**
     * Returns the progress of partitions that wait for a schema registry, where it does not say so
     * yet, or names another reason.
     */
    Map<TopicPartition, SourceProgress> waiting() {
        Map<TopicPartition, SourceProgress> waiting = new HashMap<>();
        waits.reasons()
                .forEach((partition, reason) -> {
                    SourceProgress progress = of(partition);
                    if (!progress.registryProblem().equals(Optional.of(reason))) {
                        waiting.put(partition, progress.waiting(reason));
                    }
                });
        return waiting;
    }

    /** Returns how much is left to read. */
    SourceMeter.Lag lag(Instant now) {
        long records = 0;
        Duration age = Duration.ZERO;
        for (Map.Entry<TopicPartition, SourceProgress> each : held.entrySet()) {
            long left = consumer.currentLag(each.getKey()).orElse(0);
            Instant readUpTo = each.getValue().at();
            records += left;
            if (left > 0 && readUpTo.isAfter(Instant.EPOCH)) {
                Duration ofPartition = Duration.between(readUpTo, now);
                age = ofPartition.compareTo(age) > 0 ? ofPartition : age;
            }
        }
        return new SourceMeter.Lag(records, age);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            Claims.Claimed claimed = claims.claim(consumer, partitions, writer);
            held.putAll(claimed.progress());
            awaitingRewind.addAll(claimed.waiting());
            log.info("source.claimed source={} {}", claims.source(), Few.of(partitions));
            suspects.setAside(claimed.progress());
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        Map<TopicPartition, SourceProgress> given = new HashMap<>();
        for (TopicPartition partition : partitions) {
            SourceProgress last = held.remove(partition);
            if (last != null) {
                given.put(partition, last.released());
            }
        }
        forget(partitions);
        // After a failure, the next owner fences this instance instead.
        if (!given.isEmpty() && !writer.hasFailed()) {
            writer.write(List.of(), claims.keyed(given));
            log.info("source.released source={} {}", claims.source(), Few.of(given.keySet()));
        }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        partitions.forEach(held::remove);
        forget(partitions);
    }

    private void forget(Collection<TopicPartition> partitions) {
        waits.forget(partitions);
        partitions.forEach(awaitingRewind::remove);
    }
}
