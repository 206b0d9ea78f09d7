package dev.hooklane.supervision;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that runs as long as its owner. If its work throws anything, the failure is logged and
 * the work restarts after a growing pause. Each turn leaves a heartbeat. Any thread may ask for its
 * state.
 *
 * <p>An {@link OutOfMemoryError} ends the process, because nothing can be relied on any more. The
 * service manager then starts it again.
 */
public final class SupervisedThread {
    private static final Logger log = LoggerFactory.getLogger(SupervisedThread.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final String name;
    private final Duration limit;
    private final Work work;
    private final LongSupplier nanoTime;
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicInteger restarts = new AtomicInteger();
    private volatile long beatNanos;

    /** The thread's work until its owner is closed. */
    @FunctionalInterface
    public interface Work {
        /**
         * Runs until there is nothing left to do, which ends the thread.
         *
         * @param heartbeat to be called in each turn
         */
        void run(Runnable heartbeat) throws InterruptedException;
    }

    private SupervisedThread(String name, Duration limit, Work work, LongSupplier nanoTime) {
        this.name = name;
        this.limit = limit;
        this.work = work;
        this.nanoTime = nanoTime;
        this.beatNanos = nanoTime.getAsLong();
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    /**
     * Creates a thread that is not started yet.
     *
     * @param limit how long it may be silent; longer than any legitimate wait
     */
    public static SupervisedThread of(String name, Duration limit, Work work) {
        return of(name, limit, work, System::nanoTime);
    }

    static SupervisedThread of(String name, Duration limit, Work work, LongSupplier nanoTime) {
        return new SupervisedThread(name, limit, work, nanoTime);
    }

    public void start() {
        beat();
        thread.start();
    }

    public String name() {
        return name;
    }

    /** Returns how long ago its last turn was; zero before its start and after its end. */
    public Duration silentFor() {
        return thread.isAlive()
                ? Duration.ofNanos(Math.max(0, nanoTime.getAsLong() - beatNanos))
                : Duration.ZERO;
    }

    /** Reports whether it hangs, that is, has been silent for longer than its limit. */
    public boolean isSilent() {
        return silentFor().compareTo(limit) > 0;
    }

    /** Reports whether it was started and runs no more. */
    public boolean hasEnded() {
        return thread.getState() == Thread.State.TERMINATED;
    }

    /** Returns how often its work failed and was restarted. */
    public int restarts() {
        return restarts.get();
    }

    /** Waits for its end; the owner must already have told the work to end. */
    public void awaitEnd() {
        stopping.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for its end for up to {@code patience}, then interrupts its work and keeps waiting. */
    public void awaitEnd(Duration patience) {
        stopping.countDown();
        try {
            if (thread.isAlive() && !thread.join(patience)) {
                thread.interrupt();
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat() {
        beatNanos = nanoTime.getAsLong();
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (true) {
            long startedNanos = nanoTime.getAsLong();
            try {
                work.run(this::beat);
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Throwable e) {
                OutOfMemory.endProcessIfCause(e);
                restarts.incrementAndGet();
                log.error("thread.restarts thread={} in {} ms", name, pause.toMillis(), e);
            }
            boolean ranLong = nanoTime.getAsLong() - startedNanos > LONGEST_PAUSE.toNanos();
            Duration wait = ranLong ? FIRST_PAUSE : pause;
            pause = min(wait.multipliedBy(2), LONGEST_PAUSE);
            beat();
            if (isStoppingWithin(wait)) {
                return;
            }
        }
    }

    private boolean isStoppingWithin(Duration pause) {
        try {
            return stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
