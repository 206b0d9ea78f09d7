package dev.hooklane.source.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.source.SourceName;
import dev.hooklane.source.progress.PartitionKey;
import dev.hooklane.source.progress.SourceProgress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

final class SourceWriterTest {
    private static final PartitionKey ORDERS =
            new PartitionKey(new SourceName("orders"), "shop.orders", 3);
    private static final Map<PartitionKey, SourceProgress> PROGRESS =
            Map.of(
                    ORDERS,
                    new SourceProgress(
                            new SourceProgress.LogIdentity("cluster-1", "topic-1"),
                            40,
                            7,
                            "writer",
                            Instant.EPOCH));
    private static final ProducerRecord<byte[], byte[]> EVENT =
            new ProducerRecord<>("events", "acme".getBytes(UTF_8), "{}".getBytes(UTF_8));

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final SourceWriter writer = SourceWriter.start(producer, "progress");

    @Test
    void recordsAndProgressAreInOneTransaction() {
        writer.write(List.of(EVENT), PROGRESS);

        assertThat(producer.commitCount()).isEqualTo(1);
        assertThat(producer.history())
                .extracting(ProducerRecord::topic)
                .containsExactly("events", "progress");
    }

    @Test
    void nothingCountsIfTheCommitFails() {
        producer.commitTransactionException = new TimeoutException("no answer");

        assertThatThrownBy(() -> writer.write(List.of(EVENT), PROGRESS))
                .isInstanceOf(KafkaException.class);

        assertThat(producer.history()).isEmpty();
        assertThat(writer.hasFailed()).isTrue();
    }

    @Test
    void nothingIsWrittenAfterAFailureWhoseResultIsUnknown() {
        producer.commitTransactionException = new TimeoutException("no answer");
        assertThatThrownBy(() -> writer.write(List.of(EVENT), PROGRESS))
                .isInstanceOf(KafkaException.class);
        producer.commitTransactionException = null;

        assertThatThrownBy(() -> writer.write(List.of(), PROGRESS))
                .isInstanceOf(KafkaException.class)
                .hasMessage("an earlier transaction of this run failed");
        assertThat(producer.history()).isEmpty();
    }
}
