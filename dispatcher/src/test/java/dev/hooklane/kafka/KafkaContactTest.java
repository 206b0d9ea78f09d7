package dev.hooklane.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.Readiness;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KafkaContactTest {
    private static final Duration HEARTBEAT = KafkaClients.HEARTBEAT_INTERVAL;

    private long nanos = Long.MAX_VALUE - 1;
    private long answers;
    private final KafkaContact contact = new KafkaContact(() -> nanos);

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Test
    void aKafkaThatWasNeverAskedIsNotMissed() {
        pass(Duration.ofMinutes(5));

        assertThat(contact.problem()).isEmpty();
    }

    @Test
    void heartbeatsAloneAreContactEnoughWhereThereAreNoEvents() {
        contact.line(() -> answers);
        for (int i = 0; i < 100; i++) {
            pass(HEARTBEAT);
            answers++;
            assertThat(contact.problem()).isEmpty();
        }
    }

    @Test
    void silenceOfASessionIsLostContactAndIsToldInSeconds() {
        KafkaContact.Line line = contact.line(() -> answers);
        answers++;
        line.polled(true);

        pass(KafkaContact.LOST_AFTER.minusMillis(1));
        assertThat(contact.readiness()).isEqualTo(new Readiness.Part("kafka", true, ""));

        pass(Duration.ofSeconds(3));
        assertThat(contact.readiness())
                .isEqualTo(new Readiness.Part("kafka", false, "no answer of Kafka for 12 s"));
    }

    /** Its poll goes on, but brings nothing and nobody's answer. */
    @Test
    void pollsThatAreNotAnsweredAreNoContact() {
        KafkaContact.Line line = contact.line(() -> answers);
        for (int i = 0; i < 10; i++) {
            pass(Duration.ofSeconds(1));
            line.polled(true);
        }

        assertThat(contact.problem()).isEqualTo("no answer of Kafka for 10 s");
    }

    @Test
    void theFirstAnswerEndsIt() {
        contact.line(() -> answers);
        pass(Duration.ofMinutes(1));
        assertThat(contact.problem()).isNotEmpty();

        answers++;

        assertThat(contact.problem()).isEmpty();
    }

    /** A member that waits for a rebalance to end sends no heartbeats. */
    @Test
    void oneConsumerThatIsAnsweredIsContactForAll() {
        contact.line(() -> answers);
        contact.line(() -> 0);
        pass(KafkaContact.LOST_AFTER);
        answers++;

        assertThat(contact.problem()).isEmpty();
    }

    /** All that it reads is set aside, since it can't be read. */
    @Test
    void whoAsksNothingIsNotMissingAnswers() {
        KafkaContact.Line line = contact.line(() -> answers);
        line.polled(false);
        pass(Duration.ofMinutes(15));
        assertThat(contact.problem()).isEmpty();

        line.polled(true);
        assertThat(contact.problem()).isEmpty();
        pass(KafkaContact.LOST_AFTER);
        assertThat(contact.problem()).isNotEmpty();
    }

    @Test
    void aConsumerThatIsClosedCountsNoMore() {
        KafkaContact.Line closed = contact.line(() -> answers);
        contact.line(() -> 0);
        closed.close();
        pass(KafkaContact.LOST_AFTER);
        answers++;

        assertThat(contact.problem()).isNotEmpty();
    }
}
