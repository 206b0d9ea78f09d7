package dev.hooklane.lane;

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
 * The producers that outcomes are written with, one at a time, each with a transactional id of its
 * own, by number.
 *
 * <p>A transaction that is aborted ends when each partition that it wrote to has taken a mark of
 * that. One that takes nothing takes no mark either, and until it does, its producer can begin no
 * other transaction. So that producer is left behind and the next number takes over. What is left
 * behind is tried until it can begin again: then the partition takes writes again, and the number
 * is free.
 *
 * <p>That two ids of one instance have transactions side by side is no danger: only one of them can
 * be committed, as the other is on its way to be aborted, and the group refuses offsets of anybody
 * but its present member.
 */
final class OutcomeProducers implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OutcomeProducers.class);

    /** How many transactions may hang at once: one for each partition that began to fail. */
    static final int NUMBERS = 8;

    /** How many are tried at a start; more hang only if Kafka is away. */
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
     * @param make makes a producer of that number, whose transactions are not initialised
     */
    static OutcomeProducers start(IntFunction<Producer<byte[], byte[]>> make) {
        return new OutcomeProducers(make, AT_START);
    }

    /** What to write with now; for one thread. */
    Producer<byte[], byte[]> current() {
        return current;
    }

    /**
     * Leaves the current one behind, whose aborted transaction can't end before these partitions
     * take something.
     *
     * @throws KafkaException if there is no other
     */
    void leaveBehind(Collection<TopicPartition> partitions) {
        current.close(Duration.ZERO);
        watch(number, Set.copyOf(partitions));
        current = next(NUMBERS);
    }

    /** Whether a transaction hangs on it. Any thread may ask. */
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
