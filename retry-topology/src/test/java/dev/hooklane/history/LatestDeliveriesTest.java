package dev.hooklane.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.EventId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What came last is known up to a limit, each delivery once. */
class LatestDeliveriesTest {
    private static final EndpointId ENDPOINT = new EndpointId("ep_0000000000000000");

    @Test
    void theFirstGoesWhenThereAreTooMany() {
        LatestDeliveries latest = new LatestDeliveries(null);
        for (int i = 0; i <= LatestDeliveries.KEPT; i++) {
            latest.add(id(i));
        }
        latest.add(id(7));

        assertThat(latest.all())
                .hasSize(LatestDeliveries.KEPT)
                .doesNotHaveDuplicates()
                .doesNotContain(id(0))
                .startsWith(id(LatestDeliveries.KEPT));
    }

    @Test
    void itIsTheSameAfterARestart() {
        LatestDeliveries latest = new LatestDeliveries(null);
        assertThat(new LatestDeliveries(latest.bytes()).all()).isEmpty();
        latest.add(id(1));
        latest.add(id(2));

        assertThat(new LatestDeliveries(latest.bytes()).all()).containsExactly(id(2), id(1));
    }

    private static DeliveryId id(int number) {
        Instant at = Instant.parse("2026-01-15T10:30:00Z").plusSeconds(number);
        return DeliveryId.of(new EventId("evt_" + number), at).to(ENDPOINT);
    }
}
