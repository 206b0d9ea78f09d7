package dev.hooklane.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CompletionsTest {
    private final BlockingQueue<Thread> ran = new LinkedBlockingQueue<>();

    @Test
    void aThreadIsVirtualWhereJavaHasThose() throws InterruptedException {
        new Completions().run(() -> ran.add(Thread.currentThread()));

        // A virtual thread's toString says so; Java 17 has no method to ask.
        assertThat(ran.take().toString().startsWith("VirtualThread"))
                .isEqualTo(Runtime.version().feature() >= 21);
    }

    @Test
    void withoutVirtualThreadsOneThatBlocksHoldsUpNoOtherAndKeepsNoJvmAlive()
            throws InterruptedException {
        Completions completions = new Completions(Completions.platformThreads());
        CountDownLatch release = new CountDownLatch(1);
        completions.run(() -> await(release));

        completions.run(() -> ran.add(Thread.currentThread()));

        assertThat(ran.take().isDaemon()).isTrue();
        release.countDown();
    }

    @Test
    void withoutVirtualThreadsClosingWaitsForThoseThatWaitForAThread() {
        Completions completions = new Completions(Completions.platformThreads());
        AtomicInteger done = new AtomicInteger();
        IntStream.range(0, 1_000).forEach(i -> completions.run(done::incrementAndGet));

        completions.close(Duration.ofSeconds(10));

        assertThat(done).hasValue(1_000);
    }

    @Test
    void completionsThatComeTogetherShareThreads() throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(1);
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
        threads.execute(() -> await(ready));
        Completions completions = new Completions(threads);
        IntStream.range(0, 1_000)
                .forEach(i -> completions.run(() -> ran.add(Thread.currentThread())));

        ready.countDown();

        for (int i = 0; i < 1_000; i++) {
            assertThat(ran.poll(10, TimeUnit.SECONDS)).isNotNull();
        }
        threads.shutdown();
        // The one that was awaited, the one that ran all of them, and one to take over.
        assertThat(threads.getTaskCount()).isLessThanOrEqualTo(3);
    }

    @Test
    void eachMayWaitForAnyOther() {
        Completions completions = new Completions(Executors.newCachedThreadPool());
        int count = 200;
        CountDownLatch all = new CountDownLatch(count);
        IntStream.range(0, count)
                .forEach(i ->
                        completions.run(() -> {
                            all.countDown();
                            await(all);
                            ran.add(Thread.currentThread());
                        }));

        completions.close(Duration.ofSeconds(15));

        assertThat(ran).hasSize(count);
    }

    @Test
    void noneIsForgottenHoweverTheyCome() throws InterruptedException {
        Completions completions = new Completions();
        AtomicInteger done = new AtomicInteger();
        Thread[] callers = new Thread[4];
        for (int caller = 0; caller < callers.length; caller++) {
            callers[caller] =
                    new Thread(() ->
                            IntStream.range(0, 20_000)
                                    .forEach(i -> completions.run(done::incrementAndGet)));
            callers[caller].start();
        }
        for (Thread caller : callers) {
            caller.join();
        }

        completions.close(Duration.ofSeconds(20));

        assertThat(done).hasValue(80_000);
    }

    @Test
    void oneThatComesAfterTheEndIsRunAtOnce() {
        Completions completions = new Completions();
        completions.close(Duration.ofSeconds(10));

        completions.run(() -> ran.add(Thread.currentThread()));

        assertThat(ran).containsExactly(Thread.currentThread());
    }

    @Test
    void whatWaitsForAThreadAtTheEndIsStillRun() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        Completions completions = new Completions(Completions.platformThreads());
        for (int i = 0; i < Completions.THREADS; i++) {
            completions.run(() -> await(release));
        }
        completions.run(() -> ran.add(Thread.currentThread()));
        completions.close(Duration.ZERO);

        release.countDown();

        assertThat(ran.poll(10, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void oneThatFailsHoldsUpNoOther() throws InterruptedException {
        Completions completions = new Completions(Completions.platformThreads());
        completions.run(() -> {
            throw new IllegalStateException("a dependent stage failed");
        });

        completions.run(() -> ran.add(Thread.currentThread()));

        assertThat(ran.poll(10, TimeUnit.SECONDS)).isNotNull();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
