package dev.hooklane.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
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

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
