package dev.hooklane.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Waits until new topics can be written to, which is when a leader answers for each partition.
 * Without this wait, a producer may have its first batch refused and its second accepted, and then
 * every further one refused.
 */
final class TopicLeaders {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Admin admin;
    private final Duration timeout;

    TopicLeaders(Admin admin, Duration timeout) {
        this.admin = admin;
        this.timeout = timeout;
    }

    /**
     * Waits until every partition has a leader.
     *
     * @throws KafkaUnavailableException if that takes longer than the timeout, or Kafka refuses
     */
    void await(List<NewTopic> made) {
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        for (NewTopic topic : made) {
            for (int partition = 0; partition < topic.numPartitions(); partition++) {
                partitions.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            while (!answered(partitions, deadline)) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("interrupted while waiting for Kafka", e);
        } catch (TimeoutException e) {
            throw new KafkaUnavailableException(
                    "new topics have no leaders after %d s".formatted(timeout.toSeconds()), e);
        }
    }

    /** Returns false if a broker does not know a topic yet; Kafka's own client gives up on that. */
    private boolean answered(Map<TopicPartition, OffsetSpec> partitions, long deadline)
            throws InterruptedException, TimeoutException {
        try {
            admin.listOffsets(partitions)
                    .all()
                    .get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException && System.nanoTime() < deadline) {
                return false;
            }
            throw new KafkaUnavailableException("Kafka refused: " + e.getCause(), e);
        }
    }
}
