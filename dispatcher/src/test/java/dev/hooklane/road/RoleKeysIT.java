package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.config.Role;
import dev.hooklane.config.StartRefusedException;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.dispatcher.RoleKeys;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.event.Event;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Instances with one role each do their work with that role's keys alone. */
@ExtendWith(Brokers.class)
class RoleKeysIT {

    @Test
    void theFanOutKnowsNoCredentialAndDeliveryNoKeyOfSessionsAndAnEventIsDelivered(Broker broker) {
        try (Road road = Road.on(broker)) {
            Endpoint endpoint = road.endpoint("message.created");
            road.start("fan-out", with(road, Role.FAN_OUT));
            road.start("delivery", with(road, Role.DELIVERY));

            Event event = road.publish("message.created");
            road.awaitSettled();

            assertThat(road.status(event, endpoint)).isEqualTo(new DeliveryStatus.Delivered());
            assertThat(road.running("fan-out").isReady()).isTrue();
            road.judge();
        }
    }

    @Test
    void aControlPlaneIsRefusedWithTheKeysOfDelivery(Broker broker) {
        try (Road road = Road.on(broker)) {
            String keys = with(road, Role.DELIVERY).get("secrets.key");

            assertThatThrownBy(() ->
                            road.start(
                                    "one",
                                    Map.of("roles", "delivery,control-plane", "secrets.key", keys)))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("secrets.key has no key for sessions");
        }
    }

    private static Map<String, String> with(Road road, Role role) {
        return Map.of(
                "roles",
                role.settingName(),
                "secrets.key",
                road.settings("keys")
                        .config()
                        .secrets()
                        .inClear()
                        .byPurpose()
                        .only(RoleKeys.of(List.of(role))));
    }
}
