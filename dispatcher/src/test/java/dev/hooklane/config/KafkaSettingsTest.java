package dev.hooklane.config;

import static dev.hooklane.config.SampleConfig.NEEDED;
import static dev.hooklane.config.SampleConfig.problems;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kafka's own settings reach the clients that know them; those that safety rests on are refused.
 */
final class KafkaSettingsTest {
    @Test
    void kafkasOwnSettingsArePassedToTheClientsThatKnowThem() {
        HooklaneConfig config =
                ConfigReader.read(
                        "kafka: {linger.ms: 3, fetch.min.bytes: 7}",
                        Map.of("HOOKLANE_KAFKA_SECURITY_PROTOCOL", "SSL"),
                        NEEDED);

        assertThat(config.kafka().clientProperties())
                .containsOnlyKeys(
                        "bootstrap.servers",
                        "security.protocol",
                        "request.timeout.ms",
                        "socket.connection.setup.timeout.ms",
                        "metric.reporters",
                        "enable.metrics.push");
        assertThat(config.kafka().producerProperties())
                .containsEntry("linger.ms", "3")
                .doesNotContainKey("fetch.min.bytes");
        assertThat(config.kafka().consumerProperties())
                .containsEntry("fetch.min.bytes", "7")
                .doesNotContainKey("linger.ms");
        assertThat(config.kafka().streamsProperties())
                .containsEntry("fetch.min.bytes", "7")
                .containsEntry("linger.ms", "3")
                .containsEntry("security.protocol", "SSL");
    }

    @Test
    void everyClientAsksAnotherBrokerBeforeItsCallersGiveUp() {
        KafkaSettings kafka = KafkaSettings.of("localhost:9092");

        assertThat(kafka.clientProperties()).containsEntry("request.timeout.ms", 2_000);
        assertThat(kafka.consumerProperties()).containsEntry("request.timeout.ms", 2_000);
        assertThat(kafka.memberProperties()).containsEntry("request.timeout.ms", 10_000);
        assertThat(kafka.producerProperties()).containsEntry("request.timeout.ms", 5_000);
        assertThat(kafka.streamsProperties())
                .containsEntry("request.timeout.ms", 2_000)
                .containsEntry("main.consumer.request.timeout.ms", 10_000)
                .containsEntry("producer.request.timeout.ms", 5_000);
    }

    @Test
    void clientsReportTheirMetricsToNobodyUnlessAsked() {
        HooklaneConfig asked =
                ConfigReader.read(
                        "kafka: {metric.reporters: a.Reporter, enable.metrics.push: true}",
                        Map.of(),
                        NEEDED);

        assertThat(KafkaSettings.of("localhost:9092").streamsProperties())
                .containsEntry("metric.reporters", "")
                .containsEntry("enable.metrics.push", false);
        assertThat(asked.kafka().streamsProperties())
                .containsEntry("metric.reporters", "a.Reporter")
                .containsEntry("enable.metrics.push", "true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "enable.auto.commit",
                "isolation.level",
                "acks",
                "enable.idempotence",
                "transactional.id",
                "group.id",
                "group.instance.id",
                "group.protocol",
                "partition.assignment.strategy",
                "request.timeout.ms",
                "auto.offset.reset",
                "allow.auto.create.topics",
                "key.serializer",
                "value.serializer",
                "key.deserializer",
                "value.deserializer",
                "processing.guarantee",
                "application.id",
                "commit.interval.ms",
                "num.stream.threads",
                "state.dir"
            })
    void kafkaSettingsThatSafetyRestsOnAreRefused(String name) {
        assertThat(problems("kafka." + name + ": x", Map.of(), NEEDED))
                .singleElement()
                .asString()
                .startsWith("kafka." + name + " can't be set: ");
    }

    @Test
    void unknownAndBadKafkaSettingsAreRefused() {
        assertThat(problems("kafka.liner.ms: 1\nkafka.retries: none", Map.of(), NEEDED))
                .hasSize(2)
                .contains(
                        "kafka.liner.ms is not a setting of a Kafka client; did you mean linger.ms?")
                .anyMatch(line -> line.startsWith("kafka.retries = none: "));
    }
}
