package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.topic.AckedProducer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An erasure over records that nobody can read. */
class UnreadErasureApiIT {
    private static final Duration WITHIN = Duration.ofSeconds(90);

    @Test
    void itIsNotDoneSaysWhyAndIsDoneOnceTheyAreGone(@TempDir Path directory) throws Exception {
        try (ApiFixture api = new ApiFixture(directory);
                AckedProducer kafka =
                        AckedProducer.connect(
                                Map.of("bootstrap.servers", api.broker.bootstrapServers()))) {
            String topic = api.topics.history();
            byte[] key = "ep_0000000000000001/dlv_unreadable".getBytes(UTF_8);
            kafka.write(new ProducerRecord<>(topic, 2, key, "not JSON".getBytes(UTF_8)));

            String path =
                    "/v1/erasures/"
                            + api.post("/v1/erasures", "{\"account\":\"acct_1\"}").text("id");

            Awaitility.await()
                    .atMost(WITHIN)
                    .untilAsserted(() ->
                            assertThat(history(api, path).path("problem").asString(""))
                                    .contains("1 record can't be read", topic + "-2@0"));
            assertThat(api.get(path).text("state")).isEqualTo("running");
            assertThat(history(api, path).path("done").asBoolean()).isFalse();
            assertThat(api.get(path).json().path("remains").toString()).contains("audit", "traces");

            kafka.write(new ProducerRecord<>(topic, 2, key, null));

            Awaitility.await()
                    .atMost(WITHIN)
                    .untilAsserted(() -> assertThat(api.get(path).text("state")).isEqualTo("done"));
        }
    }

    private static JsonNode history(ApiFixture api, String path) throws Exception {
        return api.get(path)
                .json()
                .path("places")
                .valueStream()
                .filter(place -> place.path("place").asString().equals(api.topics.history()))
                .findFirst()
                .orElseThrow();
    }
}
