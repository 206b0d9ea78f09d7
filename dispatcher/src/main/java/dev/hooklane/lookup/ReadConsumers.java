package dev.hooklane.lookup;

import dev.hooklane.share.FairTurns;
import dev.hooklane.share.ShareOwner;
import dev.hooklane.share.ShareUsedUpException;
import dev.hooklane.supervision.Uninterrupted;
import dev.hooklane.topic.KafkaUnavailableException;
import java.time.Duration;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Lends Kafka consumers, outside of any group, for one look at a topic each. An account has a share
 * of them, and accounts that wait take turns. Any thread may ask; the look runs on that thread.
 */
public final class ReadConsumers implements AutoCloseable {
    /** How many looks may run at the same time; each holds up to {@link #FETCH_BYTES}. */
    static final int AT_ONCE_MAX = 4;

    /** How many of them may be one account's. */
    static final int SHARE = AT_ONCE_MAX / 2;

    /** How many looks may wait: of one account, and of all. */
    static final int WAITING_SHARE = 16;

    private static final int WAITING_MAX = 256;

    private static final int FETCH_BYTES = 8 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Duration patience;
    private final FairTurns turns =
            new FairTurns(new FairTurns.Limits(AT_ONCE_MAX, SHARE, WAITING_SHARE, WAITING_MAX));

    /** How many looks have found what there was. */
    private final AtomicLong answered = new AtomicLong();

    /** Connected already, which takes longer than most looks. */
    private final Deque<Consumer<byte[], byte[]>> idle = new ConcurrentLinkedDeque<>();

    /**
     * @param kafka how to reach the brokers
     */
    public ReadConsumers(Map<String, ?> kafka) {
        this(supplier(kafka), PATIENCE);
    }

    /**
     * @param patience how long a look waits for its turn
     */
    ReadConsumers(Supplier<Consumer<byte[], byte[]>> consumers, Duration patience) {
        this.consumers = consumers;
        this.patience = patience;
    }

    private static Supplier<Consumer<byte[], byte[]>> supplier(Map<String, ?> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        // A consumer fetches ahead; the next look waits until that is answered.
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 5);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        return () ->
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Returns what the look finds.
     *
     * @throws KafkaUnavailableException if the brokers can't be reached, or answered none of the
     *     looks that this one waited for
     * @throws ShareUsedUpException if too many looks are running
     */
    public <T> T look(Function<Consumer<byte[], byte[]>, T> look) {
        String owner = ShareOwner.current();
        long answeredBefore = answered.get();
        long begunNanos = System.nanoTime();
        if (!acquire(owner)) {
            if (System.nanoTime() - begunNanos >= patience.toNanos()
                    && answered.get() == answeredBefore) {
                throw new KafkaUnavailableException(
                        "Kafka has answered no look-up for %d s".formatted(patience.toSeconds()),
                        new TimeoutException("no turn came"));
            }
            throw usedUp(turns.hasItsShare(owner));
        }
        try {
            T found = lookWith(take(), look);
            answered.incrementAndGet();
            return found;
        } catch (KafkaException e) {
            throw new KafkaUnavailableException("Kafka did not answer a look-up", e);
        } finally {
            turns.done(owner);
        }
    }

    /** Returns how many of this owner's looks wait for a turn. */
    int waitingOf(String owner) {
        return turns.waitingOf(owner);
    }

    private static ShareUsedUpException usedUp(boolean own) {
        return new ShareUsedUpException(
                own
                        ? "the account's share of look-ups in Kafka is used up: %d run at once, and %d wait"
                                .formatted(SHARE, WAITING_SHARE)
                        : "all look-ups in Kafka are taken: %d run at once, %d of them for one account"
                                .formatted(AT_ONCE_MAX, SHARE),
                own);
    }

    private Consumer<byte[], byte[]> take() {
        Consumer<byte[], byte[]> consumer = idle.poll();
        return consumer == null ? consumers.get() : consumer;
    }

    /** Looks with this consumer; if the look fails, the consumer is not lent again. */
    private <T> T lookWith(
            Consumer<byte[], byte[]> consumer, Function<Consumer<byte[], byte[]>, T> look) {
        boolean worked = false;
        try {
            T found = look.apply(consumer);
            consumer.unsubscribe();
            worked = true;
            return found;
        } finally {
            if (worked) {
                idle.push(consumer);
            } else {
                // Closing may wait for brokers that are down, and so would the caller. A request
                // that is ended at a stop leaves its thread interrupted.
                Uninterrupted.run(() -> consumer.close(CloseOptions.timeout(Duration.ZERO)));
            }
        }
    }

    private boolean acquire(String owner) {
        try {
            return turns.await(owner, patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("interrupted while waiting for Kafka", e);
        }
    }

    /** Closes the idle consumers; no look may follow. */
    @Override
    public void close() {
        Uninterrupted.run(() -> idle.forEach(Consumer::close));
        idle.clear();
    }
}
