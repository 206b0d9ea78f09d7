package dev.hooklane.offset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.lane.LaneFixtures;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecentDeliveriesTest {
    private final RecentDeliveries recent = new RecentDeliveries();

    @Test
    void theSameAttemptIsNewOnce() {
        assertThat(recent.add(LaneFixtures.delivery("evt_1"))).isTrue();
        assertThat(recent.add(LaneFixtures.delivery("evt_1"))).isFalse();
    }

    @Test
    void anotherRoundOfTheSameDeliveryIsNew() {
        Delivery first = LaneFixtures.delivery("evt_1");
        Delivery again =
                DeliveryHistory.of(
                                first,
                                new DeliveryStatus.Dead(DeadLetterReason.ENDPOINT_PAUSED),
                                List.of(),
                                LaneFixtures.NOW)
                        .again(Trigger.MANUAL, first.payload());
        recent.add(first);

        assertThat(again.attempt()).isEqualTo(first.attempt());
        assertThat(recent.add(again)).isTrue();
        assertThat(recent.add(again)).isFalse();
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
