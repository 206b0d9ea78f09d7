package dev.hooklane.source.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.source.run.PolledBytes.FullException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

final class PolledBytesTest {
    private final PolledBytes polled = new PolledBytes(100);

    @Test
    void whatBeginsBelowTheLimitIsTakenWhole() {
        polled.begin();
        take(50, 49);

        assertThat(take(1_000, 1_000)).hasSize(1_000);
    }

    @Test
    void aRecordBeyondTheLimitIsRefusedAtItsKeyOrItsValue() {
        polled.begin();
        take(50, 50);

        assertThatThrownBy(() -> take(1, 1))
                .isInstanceOf(FullException.class)
                .hasMessage("a poll has 100 bytes at most");
        assertThatThrownBy(() -> polled.deserialize("t", new RecordHeaders(), bytes(0)))
                .isInstanceOf(FullException.class);
    }

    @Test
    void theFirstRecordOfAPollIsTakenWhateverItsSize() {
        polled.begin();
        take(500, 500);
        assertThatThrownBy(() -> take(500, 500)).isInstanceOf(FullException.class);
        polled.begin();

        assertThat(take(500, 500)).hasSize(500);
    }

    @Test
    void headersCount() {
        polled.begin();
        Headers headers = new RecordHeaders().add("trace", new byte[95]).add("none", null);
        polled.deserialize("t", headers, bytes(0));

        assertThatThrownBy(() -> take(0, 0)).isInstanceOf(FullException.class);
    }

    /** Kafka makes them of a part of the record's buffer, which they hold until they are read. */
    @Test
    void headersDoNotHoldTheWholeRecord() {
        byte[] buffer = "nameword".getBytes(UTF_8);
        RecordHeader header =
                new RecordHeader(ByteBuffer.wrap(buffer, 0, 4), ByteBuffer.wrap(buffer, 4, 4));
        polled.begin();
        polled.deserialize("t", new RecordHeaders().add(header), bytes(0));
        buffer[0] = 'g';
        buffer[4] = 'f';

        assertThat(header.key()).isEqualTo("name");
        assertThat(header.value()).isEqualTo("word".getBytes(UTF_8));
    }

    @Test
    void bytesAreThoseOfTheirPartOfTheBuffer() {
        polled.begin();
        ByteBuffer part = ByteBuffer.wrap("key:value".getBytes(UTF_8), 4, 5);

        assertThat(polled.deserialize("t", new RecordHeaders(), part))
                .isEqualTo("value".getBytes(UTF_8));
    }

    /** Takes a record as Kafka's consumer offers it, and returns its value. */
    private byte[] take(int key, int value) {
        Headers headers = new RecordHeaders();
        polled.deserialize("t", headers, bytes(key));
        return polled.deserialize("t", headers, bytes(value));
    }

    private static ByteBuffer bytes(int size) {
        return ByteBuffer.allocate(size);
    }
}
