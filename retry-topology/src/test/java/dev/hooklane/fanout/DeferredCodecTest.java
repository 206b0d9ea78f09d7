package dev.hooklane.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hooklane.event.AccountId;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

final class DeferredCodecTest {
    private static final AccountId ACCOUNT = new AccountId("acct_1");

    @Test
    void aRecordIsReadAsItWasWritten() {
        Headers headers =
                new RecordHeaders()
                        .add("hooklane-once", "1".getBytes(UTF_8))
                        .add("größe", "ß".getBytes(UTF_8))
                        .add("hooklane-once", null);
        Record<byte[], byte[]> record =
                new Record<>("key".getBytes(UTF_8), "value".getBytes(UTF_8), 1_234L, headers);

        Record<byte[], byte[]> read = DeferredCodec.read(DeferredCodec.write(record));

        assertThat(read.key()).isEqualTo(record.key());
        assertThat(read.value()).isEqualTo(record.value());
        assertThat(read.timestamp()).isEqualTo(1_234L);
        assertThat(read.headers().toArray()).isEqualTo(headers.toArray());
        assertThat(DeferredCodec.timestamp(DeferredCodec.write(record))).isEqualTo(1_234L);
    }

    @Test
    @SuppressWarnings("NullAway") // As Kafka's records may be.
    void soIsOneWithoutKeyAndValue() {
        Record<byte[], byte[]> read =
                DeferredCodec.read(DeferredCodec.write(new Record<>(null, null, 0L)));

        assertThat(read.key()).isNull();
        assertThat(read.value()).isNull();
    }

    @Test
    void keysOfAnAccountAreInTheOrderOfTheirOffsets() {
        byte[] first = DeferredCodec.key(ACCOUNT, 255);
        byte[] second = DeferredCodec.key(ACCOUNT, 256);
        byte[] longer = DeferredCodec.key(new AccountId("acct_1-2"), 0);

        assertThat(Arrays.compareUnsigned(first, second)).isNegative();
        assertThat(Arrays.compareUnsigned(DeferredCodec.key(ACCOUNT, Long.MAX_VALUE), longer))
                .isNegative();
        assertThat(DeferredCodec.account(second)).isEqualTo(ACCOUNT);
        assertThat(DeferredCodec.offset(second)).isEqualTo(256);
    }

    @Test
    void anotherVersionOrOneThatIsCutOffIsRefused() {
        byte[] whole = DeferredCodec.write(new Record<>(new byte[3], new byte[9], 1L));
        byte[] newer = whole.clone();
        newer[0] = 2;

        assertThatIllegalArgumentException().isThrownBy(() -> DeferredCodec.read(newer));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatIllegalArgumentException().isThrownBy(() -> DeferredCodec.read(cut));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeferredCodec.account("acct_1".getBytes(UTF_8)));
    }

    /** Streams would not make a record of it, and its exception would stop the partition. */
    @Test
    void aTimeBefore1970IsRefusedAndThereIsOneForTheRejectedRecord() {
        byte[] value = DeferredCodec.write(new Record<>(new byte[3], new byte[9], 1L));
        value[1] = -1;

        assertThatIllegalArgumentException().isThrownBy(() -> DeferredCodec.read(value));
        assertThat(DeferredCodec.timestamp(value)).isZero();
    }
}
