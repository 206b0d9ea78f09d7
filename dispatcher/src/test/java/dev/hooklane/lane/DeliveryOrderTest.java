package dev.hooklane.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DeliveryOrderTest {
    private static final long SECOND = 1_000_000_000;

    private final DeliveryOrder order = new DeliveryOrder();

    @Test
    void nothingIsHeldAtFirst() {
        assertThat(order.holds("b", 0)).isFalse();
        assertThat(order.untilFirstNanos(0)).isZero();
    }

    @Test
    void theLaterWaitForTheEarlier() {
        order.left("b", 30 * SECOND);

        assertThat(order.holds("c", 0)).isTrue();
        assertThat(order.untilFirstNanos(10 * SECOND)).isEqualTo(20 * SECOND);
    }

    @Test
    void theEarlierDoNotWaitForTheLater() {
        order.left("b", 30 * SECOND);

        assertThat(order.holds("a", 0)).isFalse();
        assertThat(order.holds("b", 0)).isFalse();
    }

    @Test
    void whatCameBackHoldsNothing() {
        order.left("b", 30 * SECOND);

        order.came("b");

        assertThat(order.holds("c", 0)).isFalse();
        assertThat(order.isEmpty(0)).isTrue();
    }

    @Test
    void whatNeverComesBackIsGivenUpAMinuteAfterItsTime() {
        order.left("b", 30 * SECOND);

        assertThat(order.holds("c", 90 * SECOND)).isTrue();
        assertThat(order.holds("c", 91 * SECOND)).isFalse();
    }

    @Test
    void whatNeverComesBackIsForgottenThoughNothingElseComes() {
        order.left("b", 30 * SECOND);

        assertThat(order.isEmpty(90 * SECOND)).isFalse();
        assertThat(order.isEmpty(91 * SECOND)).isTrue();
    }

    @Test
    void soManyAreTrackedAndNoMore() {
        for (int i = 0; i < DeliveryOrder.TRACKED_MAX; i++) {
            order.left("b%05d".formatted(i), SECOND);
        }

        order.left("a", SECOND);

        assertThat(order.holds("b", 0)).isFalse();
    }
}
