package dev.hooklane.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.EventId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DeliveryIdTest {
    private static final EndpointId ENDPOINT = new EndpointId("ep_0123456789abcdef");
    private static final Instant TIME = Instant.parse("2026-01-15T10:30:00Z");

    @Test
    void theSameEventAndEndpointMakeTheSameId() {
        EventId event = new EventId("evt_abc123");

        assertThat(DeliveryId.of(event, TIME).to(ENDPOINT))
                .isEqualTo(DeliveryId.of(event, TIME).to(ENDPOINT))
                .hasToString("dlv_01kf0k8y200123456789abcdefjnm2hk2crq01");
    }

    @Test
    void theIdTellsItsEndpoint() {
        assertThat(DeliveryId.of(new EventId("evt_1"), TIME).to(ENDPOINT).endpoint())
                .isEqualTo(ENDPOINT);
    }

    @Test
    void idsSortByTheEventsTime() {
        String earlier = DeliveryId.of(new EventId("evt_1"), TIME).to(ENDPOINT).value();
        String later = DeliveryId.of(new EventId("evt_2"), TIME.plusMillis(1)).to(ENDPOINT).value();

        assertThat(earlier).isLessThan(later);
    }

    @Test
    void manyEventsOfOneMillisecondHaveManyIds() {
        Set<DeliveryId> ids = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            ids.add(DeliveryId.of(new EventId("evt_" + i), TIME).to(ENDPOINT));
        }
        assertThat(ids).hasSize(100_000);
    }

    @Test
    void endpointsOfOneEventHaveDifferentIds() {
        Random random = new Random(7);
        DeliveryId.OfEvent ids = DeliveryId.of(new EventId("evt_1"), TIME);

        assertThat(ids.to(EndpointId.random(random)))
                .isNotEqualTo(ids.to(EndpointId.random(random)));
    }

    @Test
    void anythingElseIsNoId() {
        assertThatThrownBy(() -> new DeliveryId("dlv_123"))
                .hasMessage(
                        "delivery id 'dlv_123' is not dlv_ and 38 characters of 0-9 a-z without i, l, o, u");
        assertThatThrownBy(() -> new DeliveryId("dlv_" + "u".repeat(38)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
