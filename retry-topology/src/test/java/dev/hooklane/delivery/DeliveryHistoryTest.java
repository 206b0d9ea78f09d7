package dev.hooklane.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DeliveryHistoryTest {
    private static final Attempt THIRD =
            Deliveries.failed(3, new AttemptOutcome.ErrorStatus(500, Optional.empty(), ""));

    private final Delivery delivery = Deliveries.first("evt_1");

    @Test
    void onceMoreIsTheNextAttemptInARoundOfItsOwn() {
        Delivery again = history(List.of(THIRD)).again(Trigger.MANUAL, delivery.payload());

        assertThat(again.attempt()).isEqualTo(4);
        assertThat(again.round()).isEqualTo(1);
        assertThat(again.trigger()).isEqualTo(Trigger.MANUAL);
        assertThat(again.id()).isEqualTo(delivery.id());
        assertThat(again.attempts()).containsExactly(THIRD);
    }

    @Test
    void whatWasNeverAttemptedBeginsWithTheFirst() {
        assertThat(history(List.of()).again(Trigger.REPLAY, delivery.payload()).attempt())
                .isEqualTo(1);
    }

    private DeliveryHistory history(List<Attempt> attempts) {
        return DeliveryHistory.of(
                delivery,
                new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED),
                attempts,
                Deliveries.NOW);
    }
}
