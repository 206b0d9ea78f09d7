package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.dispatcher.StartRefusedException;
import dev.hooklane.topology.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What has been delivered is not delivered again because nobody knows that it was. */
@ExtendWith(Brokers.class)
class LostProgressIT {
    private static final int EVENTS = 40;
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(60);

    @Test
    void aStartWithoutTheGroupsOffsetsIsRefusedUntilSomebodySaysWhereToBegin(Broker broker)
            throws Exception {
        try (Road road = Road.on(broker)) {
            road.endpoint("*");
            road.start("a");
            road.publish("message.created", EVENTS);
            road.awaitSettled(SETTLED_WITHIN);
            road.stop("a");
            String prefix = road.settings("a").config().topics().prefix();
            deleteGroups(broker, Topics.fanOutApplication(prefix), Topics.deliveryGroup(prefix));

            assertThatThrownBy(() -> road.start("a"))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("group " + Topics.fanOutApplication(prefix))
                    .hasMessageContaining("group " + Topics.deliveryGroup(prefix))
                    .hasMessageContaining(road.topics().events() + "-")
                    .hasMessageContaining(road.topics().deliveries() + "-")
                    .hasMessageContaining("--begin-at earliest");

            road.start("a", Map.of("begin-at", "latest"));
            road.publish("message.created", EVENTS);
            road.awaitSettled(SETTLED_WITHIN);
            road.stop("a");
            assertThat(road.customer().count()).isEqualTo(2 * EVENTS);

            road.start("a");
            road.publish("message.created", EVENTS);
            road.awaitSettled(SETTLED_WITHIN);
            assertThat(road.customer().count()).isEqualTo(3 * EVENTS);
            road.judge();
        }
    }

    @Test
    void aNewInstallationDeliversWhatWasPublishedBeforeItsFirstStart(Broker broker) {
        try (Road road = Road.on(broker)) {
            road.endpoint("*");
            road.publish("message.created", EVENTS);

            road.start("a");
            road.awaitSettled(SETTLED_WITHIN);

            road.judge();
        }
    }

    private static void deleteGroups(Broker broker, String... groups) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.deleteConsumerGroups(List.of(groups)).all().get(20, TimeUnit.SECONDS);
        }
    }
}
