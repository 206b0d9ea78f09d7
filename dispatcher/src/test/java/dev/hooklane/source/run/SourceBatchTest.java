package dev.hooklane.source.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.source.SourceRejection;
import dev.hooklane.source.progress.RecordCounts;
import dev.hooklane.source.progress.SourceProgress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class SourceBatchTest {
    private static final TopicPartition ORDERS = new TopicPartition("orders", 3);
    private static final Judged SKIPPED = new Judged.Skipped("is a test");
    private static final Judged REFUSED =
            new Judged.Refused(SourceRejection.SOURCE_UNMAPPED, "no account");

    private final SourceBatch batch = new SourceBatch();

    @Test
    void whatSmallRecordsBecomeFillsIt() {
        for (int offset = 0; offset < 31; offset++) {
            batch.add(record(ORDERS, offset), REFUSED, Optional.of(made(256 * 1024)));
        }
        assertThat(batch.isFull()).isFalse();

        batch.add(record(ORDERS, 31), REFUSED, Optional.of(made(256 * 1024)));

        assertThat(batch.isFull()).isTrue();
        assertThat(batch.out()).hasSize(32);
    }

    @Test
    void theProgressGoesOnBehindTheLastRecordOfEachPartition() {
        TopicPartition other = new TopicPartition("orders", 4);
        batch.add(record(ORDERS, 7), SKIPPED, Optional.empty());
        batch.add(record(other, 1), SKIPPED, Optional.empty());
        batch.add(record(ORDERS, 9), REFUSED, Optional.of(made(1)));

        Map<TopicPartition, SourceProgress> reached =
                batch.reached(_ -> before(), 5, "hooklane-source-orders-one");

        assertThat(reached.keySet()).containsExactlyInAnyOrder(ORDERS, other);
        assertThat(reached.get(ORDERS))
                .isEqualTo(
                        new SourceProgress(
                                before().log(),
                                10,
                                5,
                                "hooklane-source-orders-one",
                                Instant.ofEpochMilli(1009),
                                new RecordCounts(
                                        4, 3, Map.of(SourceRejection.SOURCE_UNMAPPED.code(), 1L))));
        assertThat(reached.get(other)).extracting(SourceProgress::next).isEqualTo(2L);
        assertThat(batch.counts().skipped()).isEqualTo(2);
    }

    @Test
    void recordsOfWhichNothingIsWrittenAreProgressToo() {
        assertThat(batch.isEmpty()).isTrue();

        batch.add(record(ORDERS, 0), SKIPPED, Optional.empty());

        assertThat(batch.isEmpty()).isFalse();
        assertThat(batch.out()).isEmpty();
    }

    private static SourceProgress before() {
        return new SourceProgress(
                new SourceProgress.LogIdentity("cluster-1", "topic-1"),
                3,
                4,
                "hooklane-source-orders-two",
                Instant.EPOCH,
                new RecordCounts(4, 2, Map.of()));
    }

    private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset) {
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                1000 + offset,
                TimestampType.CREATE_TIME,
                0,
                0,
                new byte[0],
                new byte[0],
                new RecordHeaders(),
                Optional.empty());
    }

    private static ProducerRecord<byte[], byte[]> made(int bytes) {
        return new ProducerRecord<>("hooklane.events", new byte[0], new byte[bytes]);
    }
}
