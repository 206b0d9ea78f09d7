package dev.hooklane.unreadable;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Polls a consumer so that only a partition that can't be read is paused, and read again after a
 * while. The other partitions continue. For the thread that polls.
 */
public final class CarefulPoll implements AutoCloseable {
    /**
     * Short, because the poll need not wait; not zero, because a paced poll may skip one without a
     * timeout.
     */
    private static final Duration MOMENT = Duration.ofMillis(10);

    private final Unreadable told;
    private final LongSupplier nanoTime;
    private final UnreadablePartitions unreadable = new UnreadablePartitions();
    private final Set<TopicPartition> pausedHere = new HashSet<>();

    /** The consumer's own poll. */
    @FunctionalInterface
    public interface Poll extends Function<Duration, ConsumerRecords<byte[], byte[]>> {}

    /**
     * @param told is told which partitions can't be read
     */
    public CarefulPoll(Unreadable told, LongSupplier nanoTime) {
        this.told = told;
        this.nanoTime = nanoTime;
    }

    /**
     * Returns the records of the poll; none if it fails because of a partition, which is then set
     * aside.
     *
     * @param consumer the same at each call
     * @param poll the consumer's own poll
     * @throws KafkaException if it fails for a reason that concerns no partition in particular
     */
    public ConsumerRecords<byte[], byte[]> poll(
            Consumer<byte[], byte[]> consumer, Duration timeout, Poll poll) {
        Set<TopicPartition> anew =
                unreadable.tend(consumer.assignment(), consumer::position, nanoTime.getAsLong());
        if (!anew.isEmpty()) {
            forget(consumer, anew, poll);
        }
        pauseAndResume(consumer);
        try {
            return poll.apply(timeout);
        } catch (KafkaException e) {
            if (!take(consumer, e)) {
                throw e;
            }
            return ConsumerRecords.empty();
        } finally {
            told.tell(this, unreadable.offsets());
        }
    }

    /**
     * Sets aside a partition before it is read, because whoever read it ended.
     *
     * @param failures how many have ended
     * @param longer by which part of itself its pause is longer, so that of several one is tried
     *     first
     * @param why for the log
     */
    public void setAside(
            Consumer<?, ?> consumer,
            TopicPartition partition,
            int failures,
            double longer,
            String why) {
        unreadable.setAside(
                partition,
                consumer.position(partition),
                failures,
                UnreadablePartitions.pause(failures, longer),
                why,
                nanoTime.getAsLong());
        pausedHere.add(partition);
        consumer.pause(Set.of(partition));
    }

    private boolean take(Consumer<byte[], byte[]> consumer, KafkaException failure) {
        return unreadable.take(
                failure, consumer.assignment(), consumer::position, nanoTime.getAsLong());
    }

    private void pauseAndResume(Consumer<byte[], byte[]> consumer) {
        Set<TopicPartition> assigned = consumer.assignment();
        Set<TopicPartition> readable = new HashSet<>(pausedHere);
        readable.removeIf(each -> unreadable.leaves(each) || !assigned.contains(each));
        if (!readable.isEmpty()) {
            consumer.resume(readable);
        }
        pausedHere.clear();
        for (TopicPartition partition : assigned) {
            if (unreadable.leaves(partition)) {
                pausedHere.add(partition);
            }
        }
        if (!pausedHere.isEmpty()) {
            // Paused each time, because the consumer's owner may have resumed them.
            consumer.pause(pausedHere);
        }
    }

    /**
     * Makes the client drop its buffers of partitions that it has found corrupt. It reports the
     * same corruption on every poll until it is asked for another offset. So this method seeks past
     * it, polls these partitions alone for a moment, and discards the records.
     */
    private static void forget(
            Consumer<byte[], byte[]> consumer, Set<TopicPartition> partitions, Poll poll) {
        Set<TopicPartition> others = new HashSet<>(consumer.assignment());
        others.removeAll(partitions);
        others.removeAll(consumer.paused());
        // Not the position of the failure: after a new assignment the partition may be read from an
        // earlier one.
        Map<TopicPartition, Long> positions = new HashMap<>();
        partitions.forEach(each -> positions.put(each, consumer.position(each)));
        consumer.pause(others);
        positions.forEach((partition, at) -> consumer.seek(partition, at + 1));
        consumer.resume(partitions);
        try {
            var _ = poll.apply(MOMENT);
        } catch (KafkaException e) {
            // If it concerns one of the partitions, the next poll fails in the same way.
            if (!UnreadablePartitions.isAboutAny(e, consumer.assignment())) {
                throw e;
            }
        } finally {
            Set<TopicPartition> assigned = consumer.assignment();
            others.retainAll(assigned);
            consumer.resume(others);
            positions.keySet().retainAll(assigned);
            positions.forEach(consumer::seek);
        }
    }

    /** Withdraws its partitions, because its consumer is closed. */
    @Override
    public void close() {
        told.tell(this, Map.of());
    }
}
