package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.metrics.LookMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Many callers cost one look, and a failed look is not kept. */
class SharedLooksTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger looked = new AtomicInteger();
    private final SharedLooks<String, Integer> looks =
            new SharedLooks<>(
                    Duration.ofSeconds(2),
                    nanos::get,
                    new LookMeters(registry).of(LookMeters.Subject.OVERVIEW));

    @Test
    void aResultIsKeptForAMomentAndForItsKeyAlone() {
        List<Integer> results = new ArrayList<>();
        results.add(looks.get("a", looked::incrementAndGet));
        results.add(looks.get("a", looked::incrementAndGet));
        results.add(looks.get("b", looked::incrementAndGet));
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        results.add(looks.get("a", looked::incrementAndGet));

        assertThat(results).containsExactly(1, 1, 2, 3);
    }

    @Test
    void whoComesDuringALookWaitsForItHoweverLongItTakes() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> first =
                    threads.submit(() ->
                            looks.get(
                                    "a",
                                    () -> {
                                        begun.countDown();
                                        await(released);
                                        return looked.incrementAndGet();
                                    }));
            begun.await();
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
            List<Future<Integer>> others = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                others.add(threads.submit(() -> looks.get("a", looked::incrementAndGet)));
            }
            // Another key does not wait.
            assertThat(looks.get("b", () -> 7)).isEqualTo(7);
            released.countDown();
            assertThat(first.get()).isOne();
            for (Future<Integer> other : others) {
                assertThat(other.get()).isBetween(1, 2);
            }
        }
        assertThat(looked.get()).isBetween(1, 2);
    }

    @Test
    void aFailedLookIsMadeAgain() {
        assertThatThrownBy(() ->
                        looks.get(
                                "a",
                                () -> {
                                    throw new IllegalStateException("away");
                                }))
                .hasMessage("away");
        assertThat(looks.get("a", looked::incrementAndGet)).isOne();
    }

    @Test
    void keysBeyondTheLimitAreLookedAtButNotKept() {
        for (int i = 0; i <= SharedLooks.KEPT_MAX; i++) {
            var _ = looks.get("key" + i, looked::incrementAndGet);
        }
        var _ = looks.get("key0", looked::incrementAndGet);
        int before = looked.get();
        var _ = looks.get("key" + SharedLooks.KEPT_MAX, looked::incrementAndGet);

        assertThat(before).isEqualTo(SharedLooks.KEPT_MAX + 1);
        assertThat(looked.get()).isEqualTo(before + 1);
    }

    @Test
    void whoAsksAndWhatIsLookedForThemIsCounted() {
        var _ = looks.get("a", looked::incrementAndGet);
        var _ =
                looks.get(
                        "b",
                        () -> {
                            nanos.addAndGet(Duration.ofMillis(3).toNanos());
                            return looks.get("a", looked::incrementAndGet);
                        });
        assertThatThrownBy(() ->
                        looks.get(
                                "c",
                                () -> {
                                    throw new IllegalStateException("away");
                                }))
                .hasMessage("away");

        assertThat(counted("asked")).isEqualTo(4);
        assertThat(registry.get("hooklane.looks").tag("look", "overview").timer().count())
                .isEqualTo(3);
        assertThat(
                        registry.get("hooklane.looks")
                                .tag("look", "overview")
                                .timer()
                                .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(3);
        assertThat(counted("failed")).isOne();
        assertThat(counted("unshared")).isZero();
        assertThat(waiting()).isZero();
    }

    @Test
    void whoWaitsIsSeenWhileTheLookLasts() {
        int during = looks.get("a", this::waiting);

        assertThat(during).isOne();
        assertThat(waiting()).isZero();
    }

    @Test
    void whoLooksForItselfIsCounted() {
        for (int i = 0; i <= SharedLooks.KEPT_MAX; i++) {
            var _ = looks.get("key" + i, looked::incrementAndGet);
        }

        assertThat(counted("unshared")).isOne();
        assertThat(registry.get("hooklane.looks").tag("look", "overview").timer().count())
                .isEqualTo(SharedLooks.KEPT_MAX + 1L);
    }

    private double counted(String what) {
        return registry.get("hooklane.looks." + what).tag("look", "overview").counter().count();
    }

    private int waiting() {
        return (int) registry.get("hooklane.looks.waiting").tag("look", "overview").gauge().value();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
