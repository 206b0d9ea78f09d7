package dev.hooklane.topic;

import dev.hooklane.event.VisibleText;
import dev.hooklane.supervision.SupervisedThread;
import dev.hooklane.unreadable.CarefulPoll;
import dev.hooklane.unreadable.Unreadable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a small topic from its beginning and then follows it, on a thread of its own, through any
 * failure of Kafka. The {@link Follower} keeps the content. A partition that can't be read is set
 * aside while the others are followed. Until it can be read, the topic does not count as caught up.
 */
public final class FollowedTopic implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FollowedTopic.class);

    private static final Duration POLL = Duration.ofSeconds(1);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Kafka's clients give up after a minute, and one turn makes two requests. */
    private static final Duration SILENT_AT_MOST = Duration.ofMinutes(3);

    /** How long a caller waits for a record that it wrote to take effect on this instance. */
    private static final Duration READ_BACK_PATIENCE = Duration.ofSeconds(5);

    private final String topic;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final LongSupplier nanoTime;
    private final Follower follower;
    private final SupervisedThread thread;
    private final FollowedProgress progress;
    private @Nullable Consumer<byte[], byte[]> current;
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Receives the topic's records. */
    public interface Follower {
        /**
         * Receives a record, in the order of its partition. All calls come from one thread.
         *
         * @param value null if the entry under this key was removed
         * @throws RuntimeException if the record can't be read; it is then logged and skipped
         */
        void follow(byte[] key, byte @Nullable [] value);
    }

    private FollowedTopic(
            Supplier<Consumer<byte[], byte[]>> consumers,
            String topic,
            Follower follower,
            LongSupplier nanoTime) {
        this.consumers = consumers;
        this.topic = topic;
        this.follower = follower;
        this.nanoTime = nanoTime;
        progress = new FollowedProgress(topic);
        thread = SupervisedThread.of("hooklane-follow-" + topic, SILENT_AT_MOST, this::run);
    }

    /**
     * Starts to read the topic; {@link #caughtUp} reports when the records present at the start are
     * read.
     *
     * @param kafka the client settings that reach the brokers
     */
    public static FollowedTopic start(Map<String, ?> kafka, String topic, Follower follower) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // How often an idle topic is asked for: a record ends the wait at once. An installation's
        // requests have 2 s.
        settings.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) POLL.toMillis());
        return start(
                () ->
                        new KafkaConsumer<>(
                                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                topic,
                follower,
                System::nanoTime);
    }

    static FollowedTopic start(
            Supplier<Consumer<byte[], byte[]>> consumers,
            String topic,
            Follower follower,
            LongSupplier nanoTime) {
        FollowedTopic followed = new FollowedTopic(consumers, topic, follower, nanoTime);
        followed.thread.start();
        return followed;
    }

    /** Returns the thread that reads. */
    public SupervisedThread thread() {
        return thread;
    }

    /**
     * Reports whether all records that the topic held at the start have been read, and every
     * partition is still readable.
     */
    public boolean caughtUp() {
        return progress.caughtUp();
    }

    /** Returns why the topic is not caught up; empty if it is. */
    public String problem() {
        return progress.problem();
    }

    /** Returns the partitions of the topic that can't be read. */
    public Unreadable unreadable() {
        return progress.unreadable();
    }

    /**
     * Waits until all records that the topic held at the start have been read.
     *
     * @throws KafkaUnavailableException if the timeout passes first
     */
    public void awaitCaughtUp(Duration timeout) {
        progress.awaitCaughtUp(timeout);
    }

    /**
     * Waits until a record has been read.
     *
     * @return false if the timeout passed first
     */
    public boolean await(int partition, long offset, Duration timeout) throws InterruptedException {
        return progress.await(partition, offset, timeout);
    }

    /**
     * Waits until this instance has read back a record that was just written to the topic.
     *
     * @param failure makes the message for a failure from the number of seconds that were waited
     * @throws KafkaUnavailableException if the record was not read in time
     */
    public void awaitReadBack(RecordMetadata written, LongFunction<String> failure) {
        if (!isReadBack(written)) {
            throw new KafkaUnavailableException(
                    failure.apply(READ_BACK_PATIENCE.toSeconds()),
                    new TimeoutException("%s@%d".formatted(topic, written.offset())));
        }
    }

    private boolean isReadBack(RecordMetadata written) {
        try {
            return await(written.partition(), written.offset(), READ_BACK_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Returns the followed partitions; none before the topic is first looked up. */
    public Set<TopicPartition> partitions() {
        return progress.partitions();
    }

    private void run(Runnable heartbeat) {
        while (!isClosed()) {
            heartbeat.run();
            try {
                followWithOneConsumer(heartbeat);
            } catch (WakeupException e) {
                log.debug("followed.stopped topic={}", topic);
            } catch (KafkaException e) {
                if (e instanceof TopicAuthorizationException) {
                    progress.lost();
                }
                log.warn("followed.interrupted topic={}: {}", topic, e.toString());
                pause();
            }
        }
    }

    private void followWithOneConsumer(Runnable heartbeat) {
        Consumer<byte[], byte[]> consumer = consumers.get();
        try (CarefulPoll careful = new CarefulPoll(progress.unreadable(), nanoTime)) {
            use(consumer);
            follow(consumer, careful, heartbeat);
        } finally {
            use(null);
            // The consumer has no group to leave and no offset to commit. Without this, closing
            // would wait half a second for its last fetch, for each followed topic.
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    private synchronized void use(@Nullable Consumer<byte[], byte[]> consumer) {
        current = consumer;
        if (isClosed() && consumer != null) {
            consumer.wakeup();
        }
    }

    private void follow(
            Consumer<byte[], byte[]> consumer, CarefulPoll careful, Runnable heartbeat) {
        List<TopicPartition> partitions = new ArrayList<>();
        consumer.partitionsFor(topic)
                .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        consumer.assign(partitions);
        progress.resume(consumer);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        // An empty topic counts as read at once; its first poll would block for the full poll time.
        progress.reached(consumer, ends);
        progress.found();
        while (!isClosed()) {
            for (ConsumerRecord<byte[], byte[]> record :
                    careful.poll(consumer, POLL, consumer::poll)) {
                take(record);
            }
            progress.reached(consumer, ends);
            heartbeat.run();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        try {
            follower.follow(record.key(), record.value());
        } catch (RuntimeException | StackOverflowError e) {
            // One bad record must not hold up those behind it, whatever the follower throws.
            log.error(
                    "followed.unreadable {}-{}@{} left out: {}",
                    topic,
                    record.partition(),
                    record.offset(),
                    VisibleText.excerpt(e.toString()));
        }
    }

    private void pause() {
        try {
            var _ = closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    private boolean isClosed() {
        return closing.getCount() == 0;
    }

    /** Stops following. */
    @Override
    public void close() {
        synchronized (this) {
            closing.countDown();
            if (current != null) {
                current.wakeup();
            }
        }
        thread.awaitEnd();
    }
}
