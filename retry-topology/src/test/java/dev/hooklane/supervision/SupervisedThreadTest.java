package dev.hooklane.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class SupervisedThreadTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final AtomicLong now = new AtomicLong();

    @Test
    void whatItsWorkThrowsEndsNothing() throws InterruptedException {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch again = new CountDownLatch(1);
        SupervisedThread thread =
                start(_ -> {
                    if (runs.incrementAndGet() == 1) {
                        throw new AssertionError("an error, not an exception");
                    }
                    again.countDown();
                });

        assertThat(again.await(10, TimeUnit.SECONDS)).isTrue();
        thread.awaitEnd();
        assertThat(thread.restarts()).isEqualTo(1);
    }

    @Test
    void aThreadThatTurnsIsNotSilent() throws InterruptedException {
        CountDownLatch turned = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        SupervisedThread thread =
                start(heartbeat -> {
                    now.set(LIMIT.toNanos());
                    heartbeat.run();
                    turned.countDown();
                    end.await();
                });
        turned.await();
        now.addAndGet(LIMIT.toNanos());

        assertThat(thread.isSilent()).isFalse();
        assertThat(thread.silentFor()).isEqualTo(LIMIT);
        end.countDown();
        thread.awaitEnd();
    }

    @Test
    void aThreadThatHangsIsMissedByName() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        Supervision supervision = new Supervision();
        SupervisedThread thread = start(_ -> end.await());
        supervision.watch(thread);
        now.addAndGet(LIMIT.toNanos() + 1);

        assertThat(supervision.silent()).containsExactly("hooklane-test");
        end.countDown();
        thread.awaitEnd();
        assertThat(supervision.silent()).isEmpty();
    }

    @Test
    void itsOwnerNeedNotWaitForThePauseAfterAFailure() {
        SupervisedThread thread =
                start(_ -> {
                    throw new IllegalStateException("a bug");
                });

        thread.awaitEnd();

        assertThat(thread.restarts()).isLessThanOrEqualTo(1);
    }

    @Test
    void workThatDoesNotEndIsInterrupted() {
        SupervisedThread thread = start(_ -> new CountDownLatch(1).await());

        thread.awaitEnd(Duration.ofMillis(1));

        assertThat(thread.silentFor()).isZero();
        assertThat(thread.hasEnded()).isTrue();
    }

    @Test
    void aThreadHasNotEndedBeforeItsWorkHas() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        SupervisedThread unstarted = SupervisedThread.of("unstarted", LIMIT, _ -> end.await());
        SupervisedThread thread = start(_ -> end.await());

        assertThat(unstarted.hasEnded()).isFalse();
        assertThat(thread.hasEnded()).isFalse();
        end.countDown();
        thread.awaitEnd();
        assertThat(thread.hasEnded()).isTrue();
    }

    @Test
    void aFullHeapIsFoundBehindOtherExceptions() {
        assertThat(OutOfMemory.isCause(new OutOfMemoryError())).isTrue();
        assertThat(OutOfMemory.isCause(new IllegalStateException(new OutOfMemoryError()))).isTrue();
        assertThat(OutOfMemory.isCause(new StackOverflowError())).isFalse();
    }

    private SupervisedThread start(SupervisedThread.Work work) {
        SupervisedThread thread = SupervisedThread.of("hooklane-test", LIMIT, work, now::get);
        thread.start();
        return thread;
    }
}
