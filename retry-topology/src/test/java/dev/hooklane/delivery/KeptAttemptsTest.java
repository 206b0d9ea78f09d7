package dev.hooklane.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class KeptAttemptsTest {
    private static Delivery after(int attempts) {
        Delivery delivery = Deliveries.first("evt_1");
        for (int i = 1; i <= attempts; i++) {
            delivery =
                    delivery.after(
                            Deliveries.failed(
                                    delivery.attempt(),
                                    new AttemptOutcome.ErrorStatus(500, Optional.empty(), "no")),
                            Optional.empty());
        }
        return delivery;
    }

    private static DeliveryHistory history(Delivery delivery) {
        return DeliveryHistory.of(
                delivery,
                new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED),
                delivery.attempts(),
                Deliveries.NOW);
    }

    private static List<Integer> numbers(List<Attempt> attempts) {
        return attempts.stream().map(Attempt::number).toList();
    }

    @Test
    void fiftyFiveAreAllKept() {
        assertThat(numbers(after(55).attempts()))
                .isEqualTo(IntStream.rangeClosed(1, 55).boxed().toList());
        assertThat(history(after(55)).attemptsLeftOut()).isZero();
    }

    @Test
    void ofMoreTheFirstFiveAndTheLatestFiftyAreKept() {
        List<Integer> numbers = numbers(after(300).attempts());

        assertThat(numbers).hasSize(55).startsWith(1, 2, 3, 4, 5, 251).endsWith(300);
    }

    @Test
    void theNextNumberGoesOnWhateverIsKept() {
        Delivery delivery = after(300);

        assertThat(delivery.attempt()).isEqualTo(301);
        assertThat(history(delivery).again(Trigger.MANUAL, delivery.payload()).attempt())
                .isEqualTo(301);
        assertThat(
                        history(delivery)
                                .withLeastAttempts()
                                .again(Trigger.MANUAL, delivery.payload())
                                .attempt())
                .isEqualTo(301);
    }

    @Test
    void howManyAreLeftOutSurvivesTheRecord() {
        DeliveryHistory read = HistoryCodec.read(HistoryCodec.write(history(after(300))));

        assertThat(read.attemptsMade()).isEqualTo(300);
        assertThat(read.attemptsLeftOut()).isEqualTo(245);
    }

    @Test
    void theLeastOfAttemptsHasNothingThatAnEndpointWrote() {
        assertThat(history(after(3)).withLeastAttempts().attempts())
                .containsExactly(
                        Deliveries.failed(
                                3, new AttemptOutcome.ErrorStatus(500, Optional.empty(), "")));
    }

    @Test
    void theLeastOfAttemptsIsNoFirstAttempt() {
        byte[] least = HistoryCodec.write(history(after(3)).withLeastAttempts());

        assertThat(HistoryHead.read(least).first()).isFalse();
    }
}
