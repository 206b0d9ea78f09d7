package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.config.StartRefusedException;
import dev.hooklane.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What has been delivered is not delivered again because nobody knows that it was. */
@ExtendWith(Brokers.class)
class LostProgressIT {
    private static final int EVENTS = 40;

    @Test
    void aStartWithoutTheGroupsOffsetsIsRefusedUntilSomebodySaysWhereToBegin(Broker broker)
            throws Exception {
        try (Road road = Road.on(broker)) {
            road.endpoint("*");
            road.start("a");
            road.publish("message.created", EVENTS);
            road.awaitSettled();
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
            road.awaitSettled();
            road.stop("a");
            assertThat(road.customer().count()).isEqualTo(2 * EVENTS);

            road.start("a");
            road.publish("message.created", EVENTS);
            road.awaitSettled();
            assertThat(road.customer().count()).isEqualTo(3 * EVENTS);
            road.judge();
        }
    }

    @Test
    void aStartOnATopicThatWasMadeAnewIsRefusedUntilSomebodySaysWhereToBegin(Broker broker)
            throws Exception {
        try (Road road = Road.on(broker)) {
            road.endpoint("*");
            road.start("a");
            road.publish("message.created", EVENTS);
            road.awaitSettled();
            road.stop("a");
            deleteTopic(broker, road.topics().deliveries());
            road.applyTopics(Map.of());
            road.start("f", Map.of("roles", "fan-out"));
            road.publish("message.created", EVENTS);
            Awaitility.await("there is something to deliver")
                    .until(() -> road.records().on(road.topics().deliveries()).size() >= EVENTS);

            // Whether Kafka forgets them with the topic depends on when its coordinator hears of
            // it.
            commit(broker, road, 10 * EVENTS);

            assertThatThrownBy(() -> road.start("a"))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining(road.topics().deliveries() + "-")
                    .hasMessageContaining("--begin-at earliest");

            road.start("a", Map.of("begin-at", "earliest"));
            road.awaitSettled();
            assertThat(road.customer().count()).isEqualTo(2 * EVENTS);
            road.judge();
        }
    }

    private static void commit(Broker broker, Road road, long offset) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> each : road.records().on(road.topics().deliveries())) {
            offsets.put(
                    new TopicPartition(each.topic(), each.partition()),
                    new OffsetAndMetadata(offset));
        }
        String prefix = road.settings("a").config().topics().prefix();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.alterConsumerGroupOffsets(Topics.deliveryGroup(prefix), offsets)
                    .all()
                    .get(20, TimeUnit.SECONDS);
        }
    }

    private static void deleteTopic(Broker broker, String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.deleteTopics(List.of(topic)).all().get(20, TimeUnit.SECONDS);
            Awaitility.await(topic + " is gone")
                    .until(() -> !admin.listTopics().names().get().contains(topic));
        }
    }

    @Test
    void aNewInstallationDeliversWhatWasPublishedBeforeItsFirstStart(Broker broker) {
        try (Road road = Road.on(broker)) {
            road.endpoint("*");
            road.publish("message.created", EVENTS);

            road.start("a");
            road.awaitSettled();

            road.judge();
        }
    }

    private static void deleteGroups(Broker broker, String... groups) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.deleteConsumerGroups(List.of(groups)).all().get(20, TimeUnit.SECONDS);
        }
    }
}
