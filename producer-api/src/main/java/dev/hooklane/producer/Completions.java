package dev.hooklane.producer;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs completions of futures away from Kafka's sending thread, so that callers can't hold that up:
 * on virtual threads, or before Java 21 on one of {@link #THREADS} threads. Those that wait for a
 * thread are bounded by the producer's buffer.
 *
 * <p>A thread runs all completions that wait, one after another. A completion may block, so another
 * thread is always on its way while any wait:
 *
 * <pre>
 * run ──▶ waiting ◀── thread: takes one ─▶ starts the next thread if more wait ─▶ runs it ─┐
 *                            ▲─────────────────────────────────────────────────────────────┘
 * </pre>
 *
 * <p>{@code coming} is true from the decision to start a thread until that thread runs. Whoever
 * finds it true may rely on that thread, since it looks at what waits only after it has set it to
 * false. So a batch of acknowledgements takes about as many threads as there are CPUs, and one more
 * for each completion that blocks.
 */
final class Completions {
    /** Enough that some may block; few enough for any service. */
    static final int THREADS = 64;

    private static final String NAME = "hooklane-published-";

    private final ExecutorService threads;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean coming = new AtomicBoolean();

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
                        task -> daemon(task, NAME + count.getAndIncrement()));
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    void run(Runnable completion) {
        waiting.add(completion);
        if (!hasThreadComing()) {
            // This happens only after a close that timed out: the future must still complete.
            arrive();
        }
    }

    /** Makes sure that a thread is going to look at what waits now; false after the end. */
    private boolean hasThreadComing() {
        if (!coming.compareAndSet(false, true)) {
            return true;
        }
        try {
            threads.execute(this::arrive);
            return true;
        } catch (RejectedExecutionException e) {
            coming.set(false);
            return false;
        }
    }

    private void arrive() {
        coming.set(false);
        for (Runnable completion = waiting.poll();
                completion != null;
                completion = waiting.poll()) {
            if (!waiting.isEmpty() && !hasThreadComing()) {
                daemon(this::arrive, NAME + "late").start();
            }
            completion.run();
        }
    }

    /** Starts no more threads once all completions so far are done, or the time is over. */
    void close(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        CountDownLatch taken = new CountDownLatch(1);
        // It is the last in the queue: when it runs, all the others run or have run.
        run(taken::countDown);
        try {
            taken.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
            threads.shutdown();
            threads.awaitTermination(
                    Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            threads.shutdown();
            Thread.currentThread().interrupt();
        }
    }
}
