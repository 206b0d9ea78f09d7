package dev.hooklane.http;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import java.util.stream.Stream;
import okhttp3.ConnectionPool;
import okhttp3.internal.concurrent.TaskRunner;
import okhttp3.internal.connection.ConnectionListener;

/**
 * Makes OkHttp's connection pools, whose idle connections a few threads close, once a second. Any
 * thread may use it.
 *
 * <p>By default, each connection that a call gives back wakes that thread, which scans the pool and
 * finds nothing to close: a fifth of a call's cost where servers answer at once. Here it is not
 * woken while it waits, and never waits for longer than a second. So a connection may stay idle for
 * that much longer than it should, and for that long there may be more of them.
 *
 * <p>The classes are OkHttp's own, not its API: an upgrade that changes them does not compile.
 */
final class ConnectionPools {
    /** How long it may take until a pool's limits are applied. */
    static final Duration LATE_BY_MAX = Duration.ofSeconds(1);

    /** A call that gives back its connection takes the lock of its pool's one. */
    private static final int CLOSERS = 8;

    private final List<TaskRunner> closers =
            Stream.generate(ConnectionPools::unwoken).limit(CLOSERS).toList();
    private final AtomicInteger made = new AtomicInteger();

    /**
     * Returns a pool.
     *
     * @param idleMax how many connections it may keep that are not in use
     */
    ConnectionPool pool(int idleMax, Duration keepAlive) {
        return new ConnectionPool(
                idleMax,
                keepAlive.toNanos(),
                TimeUnit.NANOSECONDS,
                closers.get(Math.floorMod(made.getAndIncrement(), CLOSERS)),
                ConnectionListener.Companion.getNONE());
    }

    /** Returns a runner of tasks whose thread no new task wakes. */
    static TaskRunner unwoken() {
        return new TaskRunner(new Unwoken(), Logger.getLogger(TaskRunner.class.getName()));
    }

    private static final class Unwoken implements TaskRunner.Backend {
        private final TaskRunner.RealBackend threads =
                new TaskRunner.RealBackend(
                        Thread.ofPlatform().daemon().name("hooklane-idle-connections").factory());

        @Override
        public long nanoTime() {
            return threads.nanoTime();
        }

        @Override
        public void coordinatorNotify(TaskRunner runner) {
            // It looks by itself before long.
        }

        @Override
        public void coordinatorWait(TaskRunner runner, long nanos) {
            try {
                threads.coordinatorWait(runner, Math.min(nanos, LATE_BY_MAX.toNanos()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("nobody interrupts this thread", e);
            }
        }

        @Override
        public <T> BlockingQueue<T> decorate(BlockingQueue<T> queue) {
            return threads.decorate(queue);
        }

        @Override
        public void execute(TaskRunner runner, Runnable task) {
            threads.execute(runner, task);
        }
    }
}
