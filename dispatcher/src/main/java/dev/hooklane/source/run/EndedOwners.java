package dev.hooklane.source.run;

import dev.hooklane.source.progress.SourceProgress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Counts how many owners of a partition have ended, one after another, before they had read its
 * next record. One that gives the partition up in order is not counted. For the thread of the run.
 *
 * @param last the progress of a partition as its last owner wrote it
 */
record EndedOwners(Function<TopicPartition, Optional<SourceProgress>> last) {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /**
     * Returns the progress of those partitions that have a next record and such owners, with their
     * number.
     *
     * @param claimed the progress with which partitions are claimed
     * @throws org.apache.kafka.common.KafkaException if a broker does not answer
     */
    Map<TopicPartition, SourceProgress> counted(
            Consumer<?, ?> consumer, Map<TopicPartition, SourceProgress> claimed) {
        Map<TopicPartition, SourceProgress> counted = new HashMap<>();
        claimed.forEach((partition, progress) ->
                last.apply(partition)
                        .filter(before -> isAtSameRecord(before, progress))
                        .map(EndedOwners::withItsOwner)
                        .filter(count -> count > 0)
                        .ifPresent(count -> counted.put(partition, progress.afterOwners(count))));
        if (!counted.isEmpty()) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(counted.keySet(), PATIENCE);
            counted.entrySet()
                    .removeIf(
                            each -> ends.getOrDefault(each.getKey(), 0L) <= each.getValue().next());
        }
        return counted;
    }

    private static boolean isAtSameRecord(SourceProgress before, SourceProgress now) {
        return before.next() == now.next()
                && before.registryProblem().isEmpty()
                && before.generation() == now.generation()
                && before.rewound() == now.rewound()
                && before.log().equals(now.log());
    }

    private static int withItsOwner(SourceProgress before) {
        return before.ended() + (before.isHeld() ? 1 : 0);
    }
}
