package dev.hooklane.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.EventId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class HistoryPageTest {
    @Test
    void whatOnePartHasNotLookedAtWaitsForTheNextPage() {
        HistoryPage<DeliveryId> merged =
                HistoryPage.merge(
                        List.of(page(5, 9, 7), page(0, 8, 3, 1)), Function.identity(), 10);

        assertThat(merged).isEqualTo(page(5, 9, 8, 7));
    }

    @Test
    void aFullPageEndsWithItsLastItem() {
        HistoryPage<DeliveryId> merged =
                HistoryPage.merge(List.of(page(0, 9, 7), page(0, 8, 3)), Function.identity(), 3);

        assertThat(merged).isEqualTo(page(7, 9, 8, 7));
    }

    @Test
    void whereNothingIsLeftIsTheEnd() {
        HistoryPage<DeliveryId> merged =
                HistoryPage.merge(List.of(page(0, 9), page(0)), Function.identity(), 1);

        assertThat(merged).isEqualTo(page(0, 9));
    }

    /**
     * @param next 0 for none
     */
    private static HistoryPage<DeliveryId> page(int next, int... items) {
        return new HistoryPage<>(
                Arrays.stream(items).mapToObj(HistoryPageTest::id).toList(),
                next == 0 ? Optional.empty() : Optional.of(id(next)));
    }

    private static DeliveryId id(int time) {
        return DeliveryId.of(new EventId("evt_1"), Instant.ofEpochMilli(time))
                .to(new EndpointId("ep_0123456789abcdef"));
    }
}
