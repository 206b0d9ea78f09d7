package dev.hooklane.history;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.EventId;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class HistoryKeysTest {
    private static final EndpointId ENDPOINT = new EndpointId("ep_0123456789abcdef");
    private static final DeliveryId DELIVERY =
            DeliveryId.of(new EventId("evt_1"), Instant.EPOCH).to(ENDPOINT);

    @Test
    void statusesHaveTheLettersThatAreOnDisk() {
        assertThat(HistoryKeys.inStatus(DeliveryStatus.Kind.WAITING)).isEqualTo("Tw");
        assertThat(HistoryKeys.inStatus(DeliveryStatus.Kind.DEAD)).isEqualTo("Td");
        assertThat(HistoryKeys.inStatus(DeliveryStatus.Kind.CANCELLED)).isEqualTo("Tc");
        assertThat(HistoryKeys.ofEndpointInStatus(ENDPOINT, DeliveryStatus.Kind.DEAD))
                .isEqualTo("Sd0123456789abcdef");
    }

    @Test
    void onlyDeliveredOnesHaveNoEntryByStatus() {
        assertThat(Arrays.stream(DeliveryStatus.Kind.values()).filter(HistoryKeys::isEntered))
                .containsExactly(
                        DeliveryStatus.Kind.WAITING,
                        DeliveryStatus.Kind.DEAD,
                        DeliveryStatus.Kind.CANCELLED);
    }

    @Test
    void aKeyNamesItsDelivery() {
        assertThat(HistoryKeys.delivery(HistoryKeys.inStatus(DELIVERY, DeliveryStatus.Kind.DEAD)))
                .isEqualTo(DELIVERY);
        assertThat(new String(HistoryKeys.inStatus(DELIVERY, DeliveryStatus.Kind.DEAD), ISO_8859_1))
                .startsWith("Td" + DELIVERY.timeCode());
    }
}
