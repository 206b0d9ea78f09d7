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
 * Polls a consumer so that a partition that can't be read is paused alone, and tried again after a
 * while; the others are read on. For the thread that polls.
 */
public final class CarefulPoll implements AutoCloseable {
    /** For a poll that need not wait, and must not be left out by whoever paces polls. */
    private static final Duration MOMENT = Duration.ofMillis(10);

    private final Unreadable told;
    private final LongSupplier nanoTime;
    private final UnreadablePartitions unreadable = new UnreadablePartitions();
    private final Set<TopicPartition> pausedHere = new HashSet<>();

    /** The consumer's own poll. */
    @FunctionalInterface
    public interface Poll extends Function<Duration, ConsumerRecords<byte[], byte[]>> {}

    /**
     * @param told is told what can't be read
     */
    public CarefulPoll(Unreadable told, LongSupplier nanoTime) {
        this.told = told;
        this.nanoTime = nanoTime;
    }

    /**
     * What the poll brings; nothing if it fails over one partition, which is then left alone.
     *
     * @param consumer the same at each call
     * @param poll its own
     * @throws KafkaException if it fails over no partition in particular
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
            // Each time, as whoever owns the consumer may have resumed them.
            consumer.pause(pausedHere);
        }
    }

    /**
     * Has the client drop what it keeps of partitions that it has found corrupt. It shows that
     * again whenever it is asked, unless it is asked for another offset: it is, in a short poll of
     * these partitions alone, and what that brings is left out.
     */
    private static void forget(
            Consumer<byte[], byte[]> consumer, Set<TopicPartition> partitions, Poll poll) {
        Set<TopicPartition> others = new HashSet<>(consumer.assignment());
        others.removeAll(partitions);
        others.removeAll(consumer.paused());
        // Not where it failed: what was handed out anew since may be read from before that.
        Map<TopicPartition, Long> positions = new HashMap<>();
        partitions.forEach(each -> positions.put(each, consumer.position(each)));
        consumer.pause(others);
        positions.forEach((partition, at) -> consumer.seek(partition, at + 1));
        consumer.resume(partitions);
        try {
            var _ = poll.apply(MOMENT);
        } catch (KafkaException e) {
            // If it is about some partition, the next poll shows that again.
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

    /** Its consumer is closed. */
    @Override
    public void close() {
        told.tell(this, Map.of());
    }
}
