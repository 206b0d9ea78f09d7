package dev.hooklane.eraser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

final class UnreadRecordsTest {
    private final RuntimeException why = new IllegalArgumentException("not JSON");

    private final UnreadRecords unread = new UnreadRecords();

    @Test
    void theFirstOnesAreNamedAndAllAreCounted() {
        for (int i = 0; i < 20_000; i++) {
            unread.add(record("k" + i, i), why);
        }

        assertThat(unread.problem())
                .startsWith("20000 records can't be read")
                .contains("history-3@0, history-3@1, history-3@2, …");
    }

    @Test
    void aLaterRecordUnderItsKeyReplacesOne() {
        unread.add(record("one", 1), why);
        unread.add(record("two", 2), why);

        unread.replacedBy(record("one", 3));
        assertThat(unread.problem()).contains("1 record can't be read", "history-3@2");

        unread.replacedBy(record("two", 4));
        assertThat(unread.problem()).isEmpty();
    }

    private static ConsumerRecord<byte[], byte[]> record(String key, long offset) {
        return new ConsumerRecord<>("history", 3, offset, key.getBytes(UTF_8), new byte[] {1});
    }
}
