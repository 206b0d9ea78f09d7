package dev.hooklane.producer;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs each completion of a future away from Kafka's sending thread, so that callers can't hold
 * that up: on a virtual thread of its own, or before Java 21 on one of {@link #THREADS} threads.
 * Those that wait for a thread are bounded by the producer's buffer.
 */
final class Completions {
    /** Enough that some may block; few enough for any service. */
    static final int THREADS = 64;

    private static final String NAME = "hooklane-published-";

    private final ExecutorService threads;

    Completions() {
        this(Runtime.version().feature() >= 21 ? virtualThreads() : platformThreads());
    }

    Completions(ExecutorService threads) {
        this.threads = threads;
    }

    /** By reflection, as this is compiled for Java 17: {@code Thread.ofVirtual()} is of Java 21. */
    private static ExecutorService virtualThreads() {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            type.getMethod("name", String.class, long.class).invoke(builder, NAME, 0L);
            Object factory = type.getMethod("factory").invoke(builder);
            Method executor =
                    Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class);
            return (ExecutorService) executor.invoke(null, factory);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("this Java has no virtual threads", e);
        }
    }

    /** Daemons that end when idle, so that a publisher that is never closed keeps no JVM alive. */
    static ExecutorService platformThreads() {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        10,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        task -> {
                            Thread thread = new Thread(task, NAME + count.getAndIncrement());
                            thread.setDaemon(true);
                            return thread;
                        });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    void run(Runnable completion) {
        try {
            threads.execute(completion);
        } catch (RejectedExecutionException e) {
            // This happens only after a close that timed out: the future must still complete.
            completion.run();
        }
    }

    void close(Duration timeout) {
        threads.shutdown();
        try {
            threads.awaitTermination(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
