package dev.hooklane.attempt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.internal.DefaultRecord;
import org.junit.jupiter.api.Test;

final class RecordSizeTest {
    private static ProducerRecord<byte[], byte[]> record(int valueBytes, int headerBytes) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>("topic", "key".getBytes(UTF_8), new byte[valueBytes]);
        record.headers().add("hooklane-attempts", new byte[headerBytes]);
        return record;
    }

    @Test
    void itIsNeverLessThanWhatKafkaWrites() {
        ProducerRecord<byte[], byte[]> record = record(10_000, 20_000);

        assertThat(RecordSize.bytes(record))
                .isGreaterThanOrEqualTo(
                        DefaultRecord.sizeInBytes(
                                1_000,
                                1_000_000,
                                record.key().length,
                                record.value().length,
                                record.headers().toArray()))
                .isLessThan(30_200);
    }

    @Test
    void headersCountToo() {
        assertThat(RecordSize.fits(record(500_000, 400_000))).isTrue();
        assertThat(RecordSize.fits(record(500_000, 600_000))).isFalse();
    }
}
