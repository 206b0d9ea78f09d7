package dev.hooklane.poll;

import static dev.hooklane.poll.DrivenLoop.BULK;
import static dev.hooklane.poll.DrivenLoop.LIVE;
import static dev.hooklane.poll.DrivenLoop.orFail;
import static dev.hooklane.poll.DrivenLoop.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.offset.DeliveringFailedException;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the poll loop does while it drains and when it ends. */
final class PollLoopDrainTest {
    private final DrivenLoop driven = new DrivenLoop();

    @BeforeEach
    void join() {
        driven.join();
    }

    @AfterEach
    void close() {
        driven.close();
    }

    private Thread attempt = new Thread();

    @Test
    void aDrainCommitsWhatEndsMeanwhile() {
        startAnAttempt();
        driven.consumer.schedulePollTask(() -> {});
        driven.consumer.schedulePollTask(this::endTheAttempt);

        driven.loop.drain();

        assertThat(committedOffset()).isOne();
        assertThat(driven.loop.lanes().inFlight()).isZero();
    }

    @Test
    void aDrainPausesEverything() {
        startAnAttempt();
        driven.consumer.schedulePollTask(() -> {});
        driven.consumer.schedulePollTask(() -> {
            assertThat(driven.consumer.paused()).containsExactlyInAnyOrder(LIVE, BULK);
            endTheAttempt();
        });

        driven.loop.drain();

        assertThat(committedOffset()).isOne();
    }

    @Test
    void aDrainWhosePartitionsMoveAwayCommitsNothingOfThem() {
        startAnAttempt();
        driven.consumer.schedulePollTask(() -> driven.consumer.rebalance(List.of()));
        driven.consumer.schedulePollTask(() -> driven.consumer.rebalance(List.of(BULK)));
        driven.consumer.schedulePollTask(this::endTheAttempt);

        driven.loop.drain();

        assertThat(driven.loop.lanes().inFlight()).isZero();
        assertThat(committedOffset()).isZero();
        assertThat(driven.producer.history()).isEmpty();
    }

    @Test
    void aDrainEndsWithItsTimeThoughAnAttemptGoesOn() {
        startAnAttempt();
        driven.consumer.schedulePollTask(
                () -> driven.pass(SimulatedInstance.SETTINGS.drainTimeout()));

        driven.loop.drain();

        assertThat(driven.loop.lanes().inFlight()).isOne();
        assertThat(committedOffset()).isZero();
    }

    @Test
    void aDrainWhoseCommitFailsEndsTheRunAndClosesItsClients() {
        startAnAttempt();
        endTheAttempt();
        driven.producer.commitTransactionException = new ProducerFencedException("fenced");
        driven.producer.abortTransactionException = driven.producer.commitTransactionException;
        driven.loop.stop();

        assertThatThrownBy(() -> driven.loop.run(() -> {}))
                .isInstanceOf(DeliveringFailedException.class);

        assertThat(driven.consumer.closed()).isTrue();
        assertThat(driven.producer.closed()).isTrue();
    }

    @Test
    void theConsumerIsClosedThoughTheProducerIsNot() {
        driven.producer.closeException = new KafkaException("can't be closed");

        assertThatThrownBy(driven.loop::close).hasMessage("can't be closed");

        assertThat(driven.consumer.closed()).isTrue();
    }

    /** Its request is under way when this returns. */
    private void startAnAttempt() {
        driven.consumer.addRecord(record(LIVE, 0));
        driven.loop.step();
        attempt = Thread.ofVirtual().start(driven.attempts.removeFirst());
        orFail(driven.requested::await);
    }

    private void endTheAttempt() {
        driven.answered.countDown();
        orFail(attempt::join);
    }

    /** As of the last transaction that says something of it. */
    private long committedOffset() {
        return driven.producer.consumerGroupOffsetsHistory().stream()
                .flatMap(group -> group.values().stream())
                .filter(offsets -> offsets.containsKey(LIVE))
                .mapToLong(offsets -> offsets.get(LIVE).offset())
                .reduce(0, (_, last) -> last);
    }
}
