package dev.hooklane.topic;

import dev.hooklane.unreadable.Unreadable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a topic has been followed, and which of its partitions can't be read. Only the thread
 * that follows it updates this; any thread may ask and wait.
 */
final class FollowedProgress {
    private final String topic;
    private final FollowedPositions positions = new FollowedPositions();
    private final Unreadable unreadable = new Unreadable();
    private volatile boolean readFromStart;

    FollowedProgress(String topic) {
        this.topic = topic;
    }

    /** Returns the partitions that can't be read. */
    Unreadable unreadable() {
        return unreadable;
    }

    /**
     * Takes the consumer's positions; everything before them has been followed.
     *
     * @param ends where the partitions ended when the consumer began to read
     */
    void reached(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        boolean all = true;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            // Compares positions, because a partition may end with transaction markers.
            long position = consumer.position(end.getKey());
            positions.moved(end.getKey().partition(), position);
            all &= position >= end.getValue();
        }
        turned(all);
    }

    private synchronized void turned(boolean atEnds) {
        readFromStart |= atEnds;
        notifyAll();
    }

    /** Takes note that no partition can be read. */
    void lost() {
        Map<TopicPartition, Long> all = new HashMap<>();
        partitions().forEach(each -> all.put(each, positions.next(each.partition())));
        unreadable.tell(this, all);
    }

    /** Takes note that the partitions can be read again, as far as is known. */
    void found() {
        unreadable.tell(this, Map.of());
    }

    /** Returns the followed partitions; none before the topic is first looked up. */
    Set<TopicPartition> partitions() {
        return positions.partitions().stream()
                .map(number -> new TopicPartition(topic, number))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Moves the consumer to where each of its partitions was followed to, or else to its start. */
    void resume(Consumer<?, ?> consumer) {
        Set<TopicPartition> known = partitions();
        for (TopicPartition partition : consumer.assignment()) {
            if (known.contains(partition)) {
                consumer.seek(partition, positions.next(partition.partition()));
            } else {
                consumer.seekToBeginning(Set.of(partition));
            }
        }
    }

    /**
     * Reports whether all records that the topic held at the start have been read, and every
     * partition is still readable.
     */
    boolean caughtUp() {
        return readFromStart && unreadable.isEmpty();
    }

    /** Returns why the topic is not caught up; empty if it is. */
    String problem() {
        if (caughtUp()) {
            return "";
        }
        String text = unreadable.text();
        return text.isEmpty() ? "topic %s is being read".formatted(topic) : text;
    }

    /**
     * Waits until all records that the topic held at the start have been read.
     *
     * @throws KafkaUnavailableException if the timeout passes first
     */
    synchronized void awaitCaughtUp(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            while (!caughtUp()) {
                long leftMs = (deadline - System.nanoTime()) / 1_000_000;
                if (leftMs <= 0) {
                    throw new KafkaUnavailableException(
                            "topic %s was not read within %d s: %s"
                                    .formatted(topic, timeout.toSeconds(), problem()),
                            new TimeoutException());
                }
                wait(leftMs);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("interrupted while reading topic " + topic, e);
        }
    }

    /**
     * Waits until a record has been read.
     *
     * @return false if the timeout passed first
     */
    boolean await(int partition, long offset, Duration timeout) throws InterruptedException {
        return positions.await(partition, offset, timeout);
    }
}
