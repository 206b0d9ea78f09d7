package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.embedded.EmbeddedBroker;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventType;
import dev.hooklane.topic.Topics;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One bit of one partition of the events is wrong on the broker's disk. */
class UnreadableIT {

    @TempDir private static Path directory;

    /** Its files are spoilt, topic by topic, so no other class shares it. */
    private static OnDisk broker;

    @BeforeAll
    static void startBroker() {
        broker = new OnDisk(EmbeddedBroker.start(directory, 0));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    private record OnDisk(EmbeddedBroker embedded) implements Broker {
        @Override
        public String bootstrapServers() {
            return embedded.bootstrapServers();
        }

        @Override
        public void close() {
            embedded.close();
        }
    }

    @Test
    void theEventsOfTheOtherPartitionsAreDeliveredAndItsOwnOnceItCanBeRead() throws Exception {
        try (Road road = Road.on(broker)) {
            road.endpoint("*");
            road.start("one");
            road.publish("message.created");
            road.awaitSettled();
            int good = road.records().on(road.topics().events()).getFirst().partition();
            int bad = good == 0 ? 1 : 0;
            road.stop("one");

            Event held = Event.builder(new EventType("message.created")).dataJson("{}").build();
            road.records()
                    .write(
                            new ProducerRecord<>(
                                    road.topics().events(),
                                    bad,
                                    Road.ACCOUNT.value().getBytes(StandardCharsets.UTF_8),
                                    held.payload().bytes()));
            flipLastBit(road.topics().events(), bad);
            road.start("one");
            road.publish("message.created", 20);
            road.awaitSettled();
            String series =
                    "hooklane_partition_unreadable_offset{partition=\"%d\",topic=\"%s\"} 0.0"
                            .formatted(bad, road.topics().events());
            Awaitility.await("the partition is named")
                    .untilAsserted(() -> assertThat(metrics(road)).contains(series));

            flipLastBit(road.topics().events(), bad);
            road.expect(held);
            road.awaitSettled();

            road.judge();
            Awaitility.await("the partition is named no more")
                    .untilAsserted(() -> assertThat(metrics(road)).doesNotContain(series));
        }
    }

    @Test
    void whatNoReplicaCanReadIsPassedByAndWhatComesBehindItIsDelivered() throws Exception {
        try (Road road = Road.on(broker);
                Admin admin =
                        Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            road.endpoint("*");
            road.start("one");
            road.publish("message.created");
            road.awaitSettled();
            road.stop("one");
            TopicPartition events = usedOf(road, road.topics().events());
            TopicPartition deliveries = usedOf(road, road.topics().deliveries());
            for (TopicPartition partition : List.of(events, deliveries)) {
                road.records()
                        .write(
                                new ProducerRecord<>(
                                        partition.topic(),
                                        partition.partition(),
                                        null,
                                        "lost".getBytes(StandardCharsets.UTF_8)));
                flipLastBit(partition.topic(), partition.partition());
            }
            road.start("one");
            road.publish("message.created");
            Awaitility.await("both partitions are named")
                    .untilAsserted(() ->
                            assertThat(metrics(road)).contains(series(events), series(deliveries)));

            long brokenEvent = offset(metrics(road), events);
            long brokenDelivery = offset(metrics(road), deliveries);
            road.stop("one");
            String prefix = road.settings("one").config().topics().prefix();
            passBy(admin, Topics.fanOutApplication(prefix), events, brokenEvent + 1);
            passBy(admin, Topics.deliveryGroup(prefix), deliveries, brokenDelivery + 1);
            road.start("one");
            road.awaitSettled();

            road.judge();
            assertThat(metrics(road)).doesNotContain(series(events), series(deliveries));
        }
    }

    @Test
    void aCompactedTopicThatNoReplicaCanReadIsCutOffAndWhatIsLostIsMadeAnew() throws Exception {
        try (Road road = Road.on(broker);
                Admin admin =
                        Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            Endpoint endpoint = road.endpoint("*");
            String topic = road.topics().endpoints();
            TopicPartition bad = usedOf(road, topic);
            flipLastBit(topic, bad.partition());
            long behind = end(admin, bad);

            assertThatThrownBy(() -> cutOff(admin, bad, behind))
                    .as("a topic that is only compacted")
                    .hasCauseInstanceOf(PolicyViolationException.class);
            road.operator().change(topic, "retention.ms", "-1");
            road.operator().change(topic, "cleanup.policy", "delete");
            cutOff(admin, bad, behind);
            road.applyTopics(Map.of());
            road.endpoints().write(endpoint);
            road.start("one");
            road.publish("message.created");
            road.awaitSettled();

            road.judge();
        }
    }

    /** The partition that its first record is on. */
    private static TopicPartition usedOf(Road road, String topic) {
        return new TopicPartition(topic, road.records().on(topic).getFirst().partition());
    }

    private static String series(TopicPartition partition) {
        return "hooklane_partition_unreadable_offset{partition=\"%d\",topic=\"%s\"}"
                .formatted(partition.partition(), partition.topic());
    }

    /** The offset that the alert names. */
    private static long offset(String metrics, TopicPartition partition) {
        return metrics.lines()
                .filter(line -> line.startsWith(series(partition)))
                .mapToLong(line -> (long) Double.parseDouble(line.split(" ", -1)[1]))
                .findAny()
                .orElseThrow();
    }

    /** As {@code kafka-consumer-groups.sh --reset-offsets} does. */
    private static void passBy(Admin admin, String group, TopicPartition partition, long to)
            throws Exception {
        admin.alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(to)))
                .all()
                .get();
    }

    /** As {@code kafka-delete-records.sh} does. */
    private static void cutOff(Admin admin, TopicPartition partition, long offset)
            throws Exception {
        admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset))).all().get();
    }

    private static long end(Admin admin, TopicPartition partition) throws Exception {
        return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                .partitionResult(partition)
                .get()
                .offset();
    }

    private static void flipLastBit(String topic, int partition) throws IOException {
        Path log;
        try (Stream<Path> files = Files.walk(directory)) {
            log =
                    files.filter(file ->
                                    file.endsWith(
                                            Path.of(
                                                    "%s-%d".formatted(topic, partition),
                                                    "00000000000000000000.log")))
                            .findFirst()
                            .orElseThrow();
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            long last = file.length() - 1;
            file.seek(last);
            int before = file.read();
            file.seek(last);
            file.write(before ^ 1);
        }
    }

    private static String metrics(Road road) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri =
                    URI.create(
                            "http://127.0.0.1:%d/metrics".formatted(road.running("one").apiPort()));
            return client.send(
                            HttpRequest.newBuilder(uri).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
