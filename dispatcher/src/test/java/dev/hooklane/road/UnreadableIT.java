package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.embedded.EmbeddedBroker;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventType;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One bit of one partition of the events is wrong on the broker's disk. */
class UnreadableIT {
    private static final Duration WITHIN = Duration.ofSeconds(40);

    @TempDir private Path directory;

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
        try (OnDisk broker = new OnDisk(EmbeddedBroker.start(directory, 0));
                Road road = Road.on(broker)) {
            road.endpoint("*");
            road.start("one");
            road.publish("message.created");
            road.awaitSettled(WITHIN);
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
            road.awaitSettled(WITHIN);
            String series =
                    "hooklane_partition_unreadable_offset{partition=\"%d\",topic=\"%s\"} 0.0"
                            .formatted(bad, road.topics().events());
            Awaitility.await("the partition is named")
                    .atMost(WITHIN)
                    .untilAsserted(() -> assertThat(metrics(road)).contains(series));

            flipLastBit(road.topics().events(), bad);
            road.expect(held);
            road.awaitSettled(WITHIN);

            road.judge();
            Awaitility.await("the partition is named no more")
                    .atMost(WITHIN)
                    .untilAsserted(() -> assertThat(metrics(road)).doesNotContain(series));
        }
    }

    private void flipLastBit(String topic, int partition) throws IOException {
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
