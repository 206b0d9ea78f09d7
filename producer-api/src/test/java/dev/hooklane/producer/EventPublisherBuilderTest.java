package dev.hooklane.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventPublisherBuilderTest {

    @Test
    void aLoneEventLeavesAtOnceAndNoneIsLostByDefault() {
        assertThat(builder().producerSettings())
                .containsEntry("bootstrap.servers", "localhost:9092")
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", "true")
                .containsEntry("linger.ms", "0")
                .containsEntry("max.in.flight.requests.per.connection", "1")
                .containsEntry("batch.size", "65536")
                .containsEntry("max.block.ms", "10000");
    }

    @Test
    void settingsReachTheProducer() {
        Map<String, Object> settings =
                builder()
                        .linger(Duration.ofMillis(5))
                        .compression("zstd")
                        .kafka("client.id", "orders")
                        .kafka(Map.of("buffer.memory", "1000000", "batch.size", "1000"))
                        .producerSettings();

        assertThat(settings)
                .containsEntry("linger.ms", "5")
                .containsEntry("compression.type", "zstd")
                .containsEntry("client.id", "orders")
                .containsEntry("buffer.memory", "1000000")
                .containsEntry("batch.size", "1000");
    }

    @ParameterizedTest
    @CsvSource({
        "acks,1",
        "acks,0",
        "enable.idempotence,false",
        "transactional.id,mine",
        "key.serializer,x",
        "value.serializer,x",
        "bootstrap.servers,elsewhere:9092"
    })
    void aSettingThatThePromiseRestsOnIsRefusedByName(String key, String value) {
        assertThatThrownBy(() -> builder().kafka(Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Kafka setting " + key);
    }

    @Test
    void aSettingThatKafkaRefusesIsNamed() {
        assertThatThrownBy(() -> builder().compression("brotli").build())
                .isInstanceOf(KafkaException.class)
                .hasMessageContainingAll("brotli", "compression.type");
    }

    @Test
    void withoutBootstrapServersThereIsNoPublisher() {
        assertThatThrownBy(() -> EventPublisher.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("bootstrapServers");
    }

    @Test
    void aTopicPrefixThatNoTopicCanHaveIsRefused() {
        assertThatThrownBy(() -> builder().topicPrefix("hook lane/"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'hook lane/'");
    }

    private static EventPublisherBuilder builder() {
        return EventPublisher.builder().bootstrapServers("localhost:9092");
    }
}
