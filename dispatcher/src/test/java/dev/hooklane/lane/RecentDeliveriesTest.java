package dev.hooklane.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.Delivery;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RecentDeliveriesTest {
    private final RecentDeliveries recent = new RecentDeliveries();

    @Test
    void theSameAttemptIsNewOnce() {
        assertThat(recent.add(LaneFixtures.delivery("evt_1"))).isTrue();
        assertThat(recent.add(LaneFixtures.delivery("evt_1"))).isFalse();
    }

    @Test
    void anotherAttemptOfTheSameDeliveryIsNew() {
        Delivery first = LaneFixtures.delivery("evt_1");
        Delivery second =
                first.after(
                        LaneFixtures.attempt(
                                1, new AttemptOutcome.ErrorStatus(500, Optional.empty(), "")),
                        Optional.empty());
        recent.add(first);

        assertThat(recent.add(second)).isTrue();
        assertThat(recent.add(second)).isFalse();
    }

    @Test
    void asManyAsPromisedAreRemembered() {
        for (int i = 0; i < 3 * RecentDeliveries.REMEMBERED; i++) {
            recent.add(LaneFixtures.delivery("evt_" + i));
        }
        for (int i = 2 * RecentDeliveries.REMEMBERED; i < 3 * RecentDeliveries.REMEMBERED; i++) {
            assertThat(recent.add(LaneFixtures.delivery("evt_" + i))).as("evt_%d", i).isFalse();
        }
    }

    @Test
    void whatIsLongPastIsForgotten() {
        recent.add(LaneFixtures.delivery("evt_old"));
        for (int i = 0; i < 2 * RecentDeliveries.REMEMBERED; i++) {
            recent.add(LaneFixtures.delivery("evt_" + i));
        }

        assertThat(recent.add(LaneFixtures.delivery("evt_old"))).isTrue();
    }
}
