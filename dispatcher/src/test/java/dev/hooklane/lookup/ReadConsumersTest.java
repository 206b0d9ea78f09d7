package dev.hooklane.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hooklane.share.ShareOwner;
import dev.hooklane.share.ShareUsedUpException;
import dev.hooklane.topic.KafkaUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ReadConsumersTest {
    private static final Duration IMPATIENT = Duration.ofMillis(50);
    private static final Duration WHILE_OTHERS_ACT = Duration.ofMillis(500);
    private static final Duration PATIENT = Duration.ofSeconds(30);

    private final List<Boolean> interruptedAtClose = new ArrayList<>();

    /** Kafka's answer to looks that get none while a test runs. */
    private final CountDownLatch never = new CountDownLatch(1);

    private final List<Thread> lookers = new ArrayList<>();

    private final class Watched extends MockConsumer<byte[], byte[]> {
        Watched() {
            super("none");
        }

        @Override
        public void close(CloseOptions options) {
            interruptedAtClose.add(Thread.currentThread().isInterrupted());
            super.close(options);
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        var _ = Thread.interrupted();
        never.countDown();
        for (Thread looker : lookers) {
            looker.join();
        }
    }

    @Test
    void aLookThatIsInterruptedClosesItsConsumerInAnOrderlyWay() {
        ReadConsumers consumers = consumers(IMPATIENT);

        assertThatThrownBy(() ->
                        consumers.look(_ -> {
                            // Kafka's exception leaves the thread interrupted.
                            throw new InterruptException("stopped");
                        }))
                .isInstanceOf(KafkaUnavailableException.class);

        assertThat(interruptedAtClose).containsExactly(false);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void whenNoLookWasAnsweredMeanwhileKafkaIsToBlame() throws InterruptedException {
        ReadConsumers consumers = consumers(IMPATIENT);
        hold(consumers, "acct_1", never);
        hold(consumers, "acct_1", never);

        assertThatThrownBy(() -> lookAs(consumers, "acct_1"))
                .isInstanceOf(KafkaUnavailableException.class)
                .hasMessageContaining("has answered no look-up");
    }

    @Test
    void whenAnotherLookWasAnsweredMeanwhileTheAccountsShareIsToBlame()
            throws InterruptedException {
        ReadConsumers consumers = consumers(WHILE_OTHERS_ACT);
        hold(consumers, "acct_1", never);
        hold(consumers, "acct_1", never);
        start(() -> {
            awaitWaiting(consumers, "acct_1", 1);
            lookAs(consumers, "acct_2");
        });

        assertThat(refusal(consumers, "acct_1").isOwn()).isTrue();
    }

    @Test
    void whenOthersAreAnsweredAndTakeTheTurnsNeitherKafkaNorTheAccountIsToBlame()
            throws InterruptedException {
        ReadConsumers consumers = consumers(WHILE_OTHERS_ACT);
        CountDownLatch soon = new CountDownLatch(1);
        hold(consumers, "acct_1", soon);
        hold(consumers, "acct_1", never);
        hold(consumers, "acct_2", never);
        hold(consumers, "acct_2", never);
        // It has waited longer than the look of acct_3, and gets the turn that becomes free.
        start(() -> lookAs(consumers, "acct_1", never));
        awaitWaiting(consumers, "acct_1", 1);
        start(() -> {
            awaitWaiting(consumers, "acct_3", 1);
            soon.countDown();
        });

        ShareUsedUpException refusal = refusal(consumers, "acct_3");

        assertThat(refusal.isOwn()).isFalse();
        assertThat(refusal).hasMessageContaining("all look-ups in Kafka are taken");
    }

    @Test
    void aLookThatFindsTooManyWaitingIsRefusedAtOnceAndKafkaIsNotToBlame()
            throws InterruptedException {
        ReadConsumers consumers = consumers(PATIENT);
        hold(consumers, "acct_1", never);
        hold(consumers, "acct_1", never);
        for (int i = 0; i < ReadConsumers.WAITING_SHARE; i++) {
            start(() -> lookAs(consumers, "acct_1"));
        }
        awaitWaiting(consumers, "acct_1", ReadConsumers.WAITING_SHARE);

        assertThat(refusal(consumers, "acct_1").isOwn()).isTrue();
    }

    private ReadConsumers consumers(Duration patience) {
        return new ReadConsumers(Watched::new, patience);
    }

    private static ShareUsedUpException refusal(ReadConsumers consumers, String owner) {
        return catchThrowableOfType(ShareUsedUpException.class, () -> lookAs(consumers, owner));
    }

    private static void lookAs(ReadConsumers consumers, String owner) {
        lookAs(consumers, owner, new CountDownLatch(0));
    }

    /** Looks as this owner; Kafka answers once the latch is open. */
    private static void lookAs(ReadConsumers consumers, String owner, CountDownLatch answer) {
        var _ =
                ShareOwner.<String, RuntimeException>run(
                        owner,
                        () ->
                                consumers.look(_ -> {
                                    awaitOpen(answer);
                                    return owner;
                                }));
    }

    /** Has a look of this owner begin, and wait for its answer. */
    private void hold(ReadConsumers consumers, String owner, CountDownLatch answer)
            throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        start(() -> {
            var _ =
                    ShareOwner.<String, RuntimeException>run(
                            owner,
                            () ->
                                    consumers.look(_ -> {
                                        begun.countDown();
                                        awaitOpen(answer);
                                        return owner;
                                    }));
        });
        begun.await();
    }

    private void start(Runnable action) {
        lookers.add(Thread.ofVirtual().start(action));
    }

    private static void awaitWaiting(ReadConsumers consumers, String owner, int looks) {
        while (consumers.waitingOf(owner) < looks) {
            Thread.onSpinWait();
        }
    }

    private static void awaitOpen(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
