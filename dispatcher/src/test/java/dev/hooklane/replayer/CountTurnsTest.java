package dev.hooklane.replayer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.share.ShareOwner;
import dev.hooklane.share.ShareUsedUpException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One account counts replays all the time; another one's counts don't wait for it. */
final class CountTurnsTest {
    private static final ReplayCount COUNTED = new ReplayCount(7, false, List.of());

    private final CountTurns turns = new CountTurns();
    private final CountDownLatch over = new CountDownLatch(1);
    private final CountDownLatch running = new CountDownLatch(CountTurns.SHARE);
    private final AtomicInteger runningNow = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    @AfterEach
    void end() {
        over.countDown();
    }

    @Test
    void anAccountThatCountsAllTheTimeLeavesRoomForAnother() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            Thread.startVirtualThread(this::countForLong);
        }
        assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
        Awaitility.await()
                .until(() -> refused.get() == 100 - CountTurns.SHARE - CountTurns.WAITING_SHARE);

        ReplayCount count =
                ShareOwner.<ReplayCount, RuntimeException>run(
                        "modest", () -> turns.count(() -> COUNTED));

        assertThat(count).isEqualTo(COUNTED);
        assertThat(runningNow).hasValue(CountTurns.SHARE);
        assertThatThrownBy(() ->
                        ShareOwner.<ReplayCount, RuntimeException>run(
                                "greedy", () -> turns.count(() -> COUNTED)))
                .isInstanceOfSatisfying(
                        ShareUsedUpException.class, e -> assertThat(e.isOwn()).isTrue())
                .hasMessage(
                        "the account's share of counting replays is used up: 1 runs at once, and 4 wait");
    }

    @Test
    void aCountThatFailsGivesItsTurnBack() {
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() ->
                            turns.count(() -> {
                                throw new IllegalStateException("the disk is damaged");
                            }))
                    .hasMessage("the disk is damaged");
        }

        assertThat(turns.count(() -> COUNTED)).isEqualTo(COUNTED);
    }

    private void countForLong() {
        try {
            ShareOwner.<ReplayCount, RuntimeException>run("greedy", () -> turns.count(this::held));
        } catch (ShareUsedUpException e) {
            refused.incrementAndGet();
        }
    }

    private ReplayCount held() {
        runningNow.incrementAndGet();
        running.countDown();
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return COUNTED;
    }
}
