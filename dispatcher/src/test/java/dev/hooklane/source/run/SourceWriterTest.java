package dev.hooklane.source.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.source.SourceName;
import dev.hooklane.source.progress.PartitionKey;
import dev.hooklane.source.progress.SourceProgress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
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

    private final MockProducer<byte[], byte[]> producer = producer();
    private final MockProducer<byte[], byte[]> other = producer();
    private final SourceWriter writer = SourceWriter.start(List.of(producer, other), "progress");

    private static MockProducer<byte[], byte[]> producer() {
        return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Test
    void recordsAndProgressAreInOneTransaction() {
        writer.write(List.of(EVENT), PROGRESS);

        assertThat(producer.commitCount()).isEqualTo(1);
        assertThat(producer.history())
                .extracting(ProducerRecord::topic)
                .containsExactly("events", "progress");
    }

    /** The brokers may still be ending the transaction before. */
    @Test
    void noTransactionFollowsAnotherOfTheSameProducer() {
        List<Long> commits = new ArrayList<>();

        for (int i = 0; i < 4; i++) {
            writer.write(List.of(EVENT), PROGRESS);
            commits.add(producer.commitCount());
        }

        assertThat(commits).containsExactly(1L, 1L, 2L, 2L);
        assertThat(other.commitCount()).isEqualTo(2);
    }

    @Test
    void allProducersAreClosedIfOneCannotStart() {
        MockProducer<byte[], byte[]> starting = producer();
        MockProducer<byte[], byte[]> failing = producer();
        failing.initTransactionException = new TimeoutException("no answer");

        assertThatThrownBy(() -> SourceWriter.start(List.of(starting, failing), "progress"))
                .isInstanceOf(TimeoutException.class);

        assertThat(starting.closed()).isTrue();
        assertThat(failing.closed()).isTrue();
    }

    @Test
    void nothingCountsIfTheCommitFails() {
        producer.commitTransactionException = new TimeoutException("no answer");

        assertThatThrownBy(() -> writer.write(List.of(EVENT), PROGRESS))
                .isInstanceOf(KafkaException.class);

        assertThat(producer.history()).isEmpty();
        assertThat(writer.hasFailed()).isTrue();
    }

    /** Each record to a topic that is not there may wait for seconds, and holds up others. */
    @Test
    void aTopicThatTakesNothingIsTriedOnce() {
        AtomicInteger tried = new AtomicInteger();
        MockProducer<byte[], byte[]> refused =
                new MockProducer<>(
                        true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                    @Override
                    public synchronized Future<RecordMetadata> send(
                            ProducerRecord<byte[], byte[]> record) {
                        tried.incrementAndGet();
                        return CompletableFuture.failedFuture(new TimeoutException("no topic"));
                    }
                };
        SourceWriter refusing = SourceWriter.start(List.of(refused), "progress");

        assertThatThrownBy(() -> refusing.write(Collections.nCopies(500, EVENT), PROGRESS))
                .isInstanceOf(KafkaException.class)
                .hasMessage("topic events takes no records");
        assertThat(tried).hasValue(1);
        assertThat(refusing.hasFailed()).isTrue();
        assertThat(refused.transactionAborted()).isTrue();
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
        assertThat(other.history()).isEmpty();
    }
}
