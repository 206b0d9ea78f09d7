package dev.hooklane.source.run;

import dev.hooklane.topic.KafkaUnavailableException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * How many partitions the topics have that a source may read. A topic is counted when it appears,
 * and again now and then, as often as Kafka's own clients look. For the thread of the run.
 */
final class PartitionCounts {
    private static final Duration COUNT_EVERY = Duration.ofMinutes(5);

    private final Function<Collection<String>, Map<String, KafkaFuture<Integer>>> counts;
    private final LongSupplier nanoTime;
    private final Map<String, Counted> counted = new HashMap<>();
    private final Map<String, Uuid> asked = new HashMap<>();
    private Map<String, KafkaFuture<Integer>> answers = Map.of();
    private long countedAllNanos;

    /** The number of then, of the topic with that id. */
    private record Counted(Uuid id, int partitions) {}

    /**
     * @param counts asks for the number of partitions of topics, each for itself
     */
    PartitionCounts(
            Function<Collection<String>, Map<String, KafkaFuture<Integer>>> counts,
            LongSupplier nanoTime) {
        this.counts = counts;
        this.nanoTime = nanoTime;
        countedAllNanos = nanoTime.getAsLong();
    }

    /**
     * Asks for what is not known yet, and waits for nothing.
     *
     * @param topics those that are there, by name
     */
    void ask(Map<String, Uuid> topics) {
        long now = nanoTime.getAsLong();
        counted.keySet().retainAll(topics.keySet());
        if (now - countedAllNanos >= COUNT_EVERY.toNanos()) {
            countedAllNanos = now;
            counted.clear();
        }
        asked.clear();
        asked.putAll(topics);
        counted.forEach((topic, known) -> asked.remove(topic, known.id()));
        answers = asked.isEmpty() ? Map.of() : counts.apply(Set.copyOf(asked.keySet()));
    }

    /** Reports whether the brokers have answered for all. */
    boolean isAnswered() {
        return answers.values().stream().allMatch(KafkaFuture::isDone);
    }

    /**
     * Returns the numbers, and waits for them. A topic that is not shown has none.
     *
     * @throws KafkaUnavailableException if the cluster does not say
     */
    Map<String, Integer> known() {
        for (Map.Entry<String, KafkaFuture<Integer>> answer : answers.entrySet()) {
            count(answer.getKey(), answer.getValue());
        }
        answers = Map.of();
        Map<String, Integer> known = new HashMap<>();
        counted.forEach((topic, each) -> known.put(topic, each.partitions()));
        return known;
    }

    private void count(String topic, KafkaFuture<Integer> answer) {
        Uuid id = asked.get(topic);
        if (id == null) {
            return;
        }
        try {
            counted.put(topic, new Counted(id, WorkerParts.ANSWERS.await(answer)));
        } catch (KafkaUnavailableException e) {
            boolean isNotShown =
                    e.getCause() instanceof UnknownTopicOrPartitionException
                            || e.getCause() instanceof TopicAuthorizationException;
            if (!isNotShown) {
                throw e;
            }
        }
    }
}
