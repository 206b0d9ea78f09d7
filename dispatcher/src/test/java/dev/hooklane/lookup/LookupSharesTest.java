package dev.hooklane.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.share.ShareOwner;
import dev.hooklane.share.ShareUsedUpException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One account looks up all it can; another one's look-ups don't wait for it. */
final class LookupSharesTest {
    private final ReadConsumers consumers =
            new ReadConsumers(() -> new MockConsumer<>("none"), Duration.ofSeconds(5));
    private final CountDownLatch over = new CountDownLatch(1);
    private final CountDownLatch running = new CountDownLatch(ReadConsumers.SHARE);
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger runningNow = new AtomicInteger();

    @AfterEach
    void end() {
        over.countDown();
    }

    @Test
    void anAccountThatLooksUpAllTheTimeLeavesRoomForAnother() throws InterruptedException {
        for (int i = 0; i < 1_000; i++) {
            Thread.startVirtualThread(() -> lookUpForLong("greedy"));
        }
        assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();

        String found =
                ShareOwner.<String, RuntimeException>run(
                        "modest", () -> consumers.look(_ -> "found"));

        assertThat(found).isEqualTo("found");
        assertThat(runningNow).hasValue(ReadConsumers.SHARE);
    }

    @Test
    void whoUsesItsShareUpIsToldSoAndNotThatKafkaIsAway() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            Thread.startVirtualThread(() -> lookUpForLong("greedy"));
        }
        assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
        Awaitility.await().until(() -> refused.get() > 0);

        assertThatThrownBy(() ->
                        ShareOwner.<String, RuntimeException>run(
                                "greedy", () -> consumers.look(_ -> "found")))
                .isInstanceOfSatisfying(
                        ShareUsedUpException.class, e -> assertThat(e.isOwn()).isTrue())
                .hasMessage(
                        "the account's share of look-ups in Kafka is used up: 2 run at once, and 16 wait");
    }

    private void lookUpForLong(String account) {
        try {
            var _ =
                    ShareOwner.<String, RuntimeException>run(
                            account,
                            () ->
                                    consumers.look(_ -> {
                                        runningNow.incrementAndGet();
                                        running.countDown();
                                        await();
                                        return "";
                                    }));
        } catch (ShareUsedUpException e) {
            // It has waited for too long, as it should, or too many wait already.
            refused.incrementAndGet();
        }
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
