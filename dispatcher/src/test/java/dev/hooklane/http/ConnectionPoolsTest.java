package dev.hooklane.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.internal.concurrent.Task;
import okhttp3.internal.concurrent.TaskQueue;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;

class ConnectionPoolsTest {
    private final AtomicInteger runs = new AtomicInteger();
    private final TaskQueue queue = ConnectionPools.unwoken().newQueue();

    /** As a pool's task, which each call schedules that gives a connection back. */
    private final Task closer =
            new Task("closer", true) {
                @Override
                public long runOnce() {
                    runs.incrementAndGet();
                    return TimeUnit.MINUTES.toNanos(5);
                }
            };

    @Test
    void itRunsSoonWhenThereWasNothingToDo() {
        queue.schedule(closer, 0);

        Awaitility.await().untilAtomic(runs, Matchers.equalTo(1));
    }

    @Test
    void thousandsOfCallsDontWakeIt() {
        queue.schedule(closer, 0);
        Awaitility.await().untilAtomic(runs, Matchers.greaterThan(0));
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
        while (System.nanoTime() - end < 0) {
            queue.schedule(closer, 0);
        }

        // Each of them would have been a run; a few, as it may not have gone to sleep at first.
        assertThat(runs.get()).isLessThan(10);
    }

    @Test
    void whatHasToBeDoneIsDoneWithinTheLongestWait() {
        queue.schedule(closer, 0);
        Awaitility.await().untilAtomic(runs, Matchers.equalTo(1));

        queue.schedule(closer, 0);

        Awaitility.await()
                .atMost(ConnectionPools.LATE_BY_MAX.plus(Duration.ofSeconds(5)))
                .untilAtomic(runs, Matchers.greaterThanOrEqualTo(2));
    }
}
