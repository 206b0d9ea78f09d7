package dev.hooklane.history;

import dev.hooklane.state.StateFolder;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the Kafka Streams application that follows the history topic. If its disk turns out to be
 * damaged, the application is started anew and rebuilds the damaged stores from Kafka. Any thread
 * may use it.
 */
final class HistoryStreams implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HistoryStreams.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /** A disk that damages every store must not keep the instance busy with rebuilding. */
    private static final Duration REBUILDS_APART = Duration.ofMinutes(5);

    private static final Duration RETRIED_AFTER = Duration.ofSeconds(30);

    private final Supplier<KafkaStreams> application;
    private final StateFolder state;
    private final ReplacedThreads threads = new ReplacedThreads();
    private final AtomicBoolean rebuilding = new AtomicBoolean();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Consumer<KafkaStreams> watcher = _ -> {};
    private volatile KafkaStreams current;
    private long nextRebuildAtNanos = System.nanoTime();

    private HistoryStreams(Supplier<KafkaStreams> application, StateFolder state) {
        this.application = application;
        this.state = state;
        this.current = create();
    }

    /**
     * Starts the application and returns at once.
     *
     * @param application makes one that isn't started; called again for each rebuild
     * @param state the folder where it keeps its stores
     */
    static HistoryStreams start(Supplier<KafkaStreams> application, StateFolder state) {
        HistoryStreams streams = new HistoryStreams(application, state);
        streams.current.start();
        return streams;
    }

    /** Returns the application that runs now. */
    KafkaStreams current() {
        return current;
    }

    /** Passes the application to {@code watcher}, and each one that replaces it. */
    synchronized void watchedBy(Consumer<KafkaStreams> watcher) {
        this.watcher = watcher;
        watcher.accept(current);
    }

    /** Rebuilds the damaged stores if that is what caused the failure. */
    boolean rebuildIfDamage(Throwable failure) {
        if (!state.noteIfDamage(failure)) {
            return false;
        }
        if (rebuilding.compareAndSet(false, true)) {
            Thread.ofVirtual().name("history-rebuild").start(this::rebuild);
        }
        return true;
    }

    private void rebuild() {
        try {
            long pauseNanos = Math.max(0, nextRebuildAtNanos - System.nanoTime());
            log.error(
                    "history.damaged rebuilt_in_s={}", TimeUnit.NANOSECONDS.toSeconds(pauseNanos));
            while (!closing.await(pauseNanos, TimeUnit.NANOSECONDS)) {
                nextRebuildAtNanos = System.nanoTime() + REBUILDS_APART.toNanos();
                // A store can't be checked while a thread still uses it.
                if (current.close(CLOSE_TIMEOUT) && startAnew()) {
                    return;
                }
                pauseNanos = RETRIED_AFTER.toNanos();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            rebuilding.set(false);
        }
    }

    /** Starts another application; returns true if that worked, or the history is being closed. */
    private synchronized boolean startAnew() {
        if (closing.getCount() == 0) {
            return true;
        }
        try {
            current = create();
            watcher.accept(current);
            current.start();
            return true;
        } catch (RuntimeException e) {
            log.error("history.rebuild_failed retried_in_s={}", RETRIED_AFTER.toSeconds(), e);
            return false;
        }
    }

    private KafkaStreams create() {
        state.heal();
        KafkaStreams made = application.get();
        made.setUncaughtExceptionHandler(failure ->
                rebuildIfDamage(failure)
                        ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT
                        : threads.handle(failure));
        return made;
    }

    @Override
    public void close() {
        closing.countDown();
        synchronized (this) {
            current.close(CLOSE_TIMEOUT);
        }
    }
}
