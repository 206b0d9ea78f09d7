package dev.hooklane.offset;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The producers that write outcomes, one at a time. Each has a number, and a transactional id of
 * its own.
 *
 * <p>An aborted transaction ends when each partition that it wrote to has accepted an abort marker.
 * A partition that accepts no writes accepts no marker either, and until it does, the producer
 * can't begin another transaction. So that producer is left behind, and the next number takes over.
 * A producer left behind is tried until it can begin again: then the partition accepts writes
 * again, and the number is free.
 *
 * <p>Two ids of one instance may safely have transactions at the same time: only one of them can be
 * committed, since the other is being aborted, and the group refuses offsets from anyone but its
 * current member.
 */
public final class OutcomeProducers implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OutcomeProducers.class);

    /** How many transactions may hang at once: one for each partition that began to fail. */
    static final int NUMBERS = 8;

    /** How many producers are tried at start; more hang only if Kafka is down. */
    private static final int AT_START = 3;

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final IntFunction<Producer<byte[], byte[]>> make;
    private final Map<Integer, Set<TopicPartition>> hanging = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private Producer<byte[], byte[]> current;
    private int number;

    private OutcomeProducers(IntFunction<Producer<byte[], byte[]>> make, int atMost) {
        this.make = make;
        this.current = next(atMost);
    }

    /**
     * Begins with the first number whose transactions don't hang.
     *
     * @param make makes the producer of a number, with transactions not initialised
     */
    public static OutcomeProducers start(IntFunction<Producer<byte[], byte[]>> make) {
        return new OutcomeProducers(make, AT_START);
    }

    /** Returns the producer to write with now; for one thread. */
    public Producer<byte[], byte[]> current() {
        return current;
    }

    /**
     * Leaves the current producer behind: its aborted transaction can't end before these partitions
     * accept writes.
     *
     * @throws KafkaException if no other producer can begin a transaction
     */
    void leaveBehind(Collection<TopicPartition> partitions) {
        current.close(Duration.ZERO);
        watch(number, Set.copyOf(partitions));
        current = next(NUMBERS);
    }

    /** Reports whether a transaction hangs on this partition. Any thread may ask. */
    boolean hangsOn(TopicPartition partition) {
        return hanging.values().stream().anyMatch(partitions -> partitions.contains(partition));
    }

    private Producer<byte[], byte[]> next(int atMost) {
        for (int tried = 0; tried < atMost; tried++) {
            number = 0;
            while (hanging.containsKey(number)) {
                number++;
            }
            if (number >= NUMBERS) {
                break;
            }
            Producer<byte[], byte[]> producer = make.apply(number);
            try {
                producer.initTransactions();
                return producer;
            } catch (TimeoutException e) {
                producer.close(Duration.ZERO);
                log.warn("commit.hangs producer={} {}", number, e.getMessage());
                watch(number, Set.of());
            } catch (RuntimeException e) {
                closing.countDown();
                producer.close(Duration.ZERO);
                throw e;
            }
        }
        closing.countDown();
        throw new TimeoutException("no producer can begin a transaction");
    }

    private void watch(int left, Set<TopicPartition> partitions) {
        hanging.put(left, partitions);
        Thread.ofVirtual()
                .name("hooklane-commit-" + left)
                .start(() -> untilItBegins(left, partitions));
    }

    private void untilItBegins(int left, Set<TopicPartition> partitions) {
        try {
            while (!closing.await(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS)) {
                if (begins(left)) {
                    log.info("commit.hangs_no_more producer={} partitions={}", left, partitions);
                    hanging.remove(left);
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean begins(int left) {
        try (Producer<byte[], byte[]> producer = make.apply(left)) {
            producer.initTransactions();
            return true;
        } catch (RuntimeException e) {
            log.debug("commit.hangs producer={}", left, e);
            return false;
        }
    }

    @Override
    public void close() {
        closing.countDown();
        current.close(Duration.ofSeconds(2));
    }
}
