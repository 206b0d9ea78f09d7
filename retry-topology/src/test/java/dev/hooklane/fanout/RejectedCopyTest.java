package dev.hooklane.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.topic.Topics;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.internal.AbstractRecords;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RejectedCopyTest {
    private static final int MEBIBYTE = 1 << 20;
    private static final RejectedCopy.Source SOURCE =
            new RejectedCopy.Source("hooklane.events", 3, 1_234);

    @Test
    void whatFitsGoesOnAsItCame() {
        byte[] value = filled(MEBIBYTE);
        ProducerRecord<byte[], byte[]> copy =
                copy(bytes("acme"), value, List.of(header("own", bytes("kept"))));

        assertThat(copy.topic()).isEqualTo("hooklane.rejected");
        assertThat(copy.key()).isEqualTo(bytes("acme"));
        assertThat(copy.value()).isSameAs(value);
        assertThat(text(copy, "own")).isEqualTo("kept");
        assertThat(text(copy, "hooklane-reason")).isEqualTo("not_json");
        assertThat(text(copy, "hooklane-reason-detail")).isEqualTo("the detail");
        assertThat(text(copy, "hooklane-source")).isEqualTo("hooklane.events:3@1234");
        assertThat(copy.headers().lastHeader("hooklane-whole-bytes")).isNull();
    }

    @Test
    void aTombstoneStaysOne() {
        assertThat(copy(null, null, List.of()).value()).isNull();
    }

    @Test
    void aValueThatDoesNotFitIsCutAndItsSizeAndDigestAreKept() throws Exception {
        byte[] value = filled(3 * MEBIBYTE);
        ProducerRecord<byte[], byte[]> copy =
                copy(bytes("acme"), value, List.of(header("own", bytes("kept"))));

        assertThat(copy.key()).isEqualTo(bytes("acme"));
        assertThat(copy.value()).isEqualTo(Arrays.copyOf(value, RejectedCopy.VALUE_KEPT));
        assertThat(text(copy, "own")).isEqualTo("kept");
        assertThat(text(copy, "hooklane-whole-bytes")).isEqualTo(Integer.toString(3 * MEBIBYTE));
        assertThat(text(copy, "hooklane-whole-sha256"))
                .isEqualTo(
                        HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(value)));
        assertThat(text(copy, "hooklane-headers-left-out")).isEqualTo("0");
        assertThat(text(copy, "hooklane-source")).isEqualTo("hooklane.events:3@1234");
    }

    @Test
    void headersThatDoNotFitAreLeftOutAndCounted() {
        ProducerRecord<byte[], byte[]> copy =
                copy(
                        bytes("acme"),
                        bytes("{}"),
                        List.of(
                                header("huge", filled(2 * MEBIBYTE)),
                                header("small", bytes("kept"))));

        assertThat(copy.value()).isEqualTo(bytes("{}"));
        assertThat(text(copy, "small")).isEqualTo("kept");
        assertThat(copy.headers().lastHeader("huge")).isNull();
        assertThat(text(copy, "hooklane-headers-left-out")).isEqualTo("1");
    }

    @Test
    void whoseItIsIsKeptBeforeAllOtherHeaders() {
        RecordHeaders many = new RecordHeaders();
        for (int i = 0; i < 100_000; i++) {
            many.add("h" + i, bytes("0123456789"));
        }
        many.add("Hooklane-Account", bytes("other"));

        ProducerRecord<byte[], byte[]> copy =
                copy(bytes("acme"), filled(MEBIBYTE), List.of(many.toArray()));

        assertThat(text(copy, "Hooklane-Account")).isEqualTo("other");
        assertThat(Integer.parseInt(text(copy, "hooklane-headers-left-out")))
                .isBetween(99_000, 99_999);
    }

    @Test
    void aKeyThatNamesNobodyIsLeftOutOfACopyThatIsCut() {
        assertThat(copy(filled(2 * MEBIBYTE), bytes("{}"), List.of()).key()).isNull();
    }

    @Test
    void nobodyElseSaysThatARecordWasCutOrWhereItStood() {
        ProducerRecord<byte[], byte[]> copy =
                copy(
                        bytes("acme"),
                        bytes("{}"),
                        List.of(
                                header("hooklane-whole-bytes", bytes("1")),
                                header("hooklane-whole-sha256", bytes("2")),
                                header("hooklane-headers-left-out", bytes("3")),
                                header("hooklane-source", bytes("4"))));

        assertThat(copy.headers().toArray())
                .extracting(Header::key)
                .containsExactly("hooklane-reason", "hooklane-reason-detail", "hooklane-source");
        assertThat(text(copy, "hooklane-source")).isEqualTo("hooklane.events:3@1234");
    }

    @Test
    void whateverComesTheCopyFitsTheTopic() {
        RecordHeaders tiny = new RecordHeaders();
        for (int i = 0; i < 300_000; i++) {
            tiny.add("", null);
        }
        Header wide = header("ü".repeat(MEBIBYTE), bytes(""));
        for (List<Header> headers :
                List.of(
                        List.of(tiny.toArray()),
                        List.of(wide),
                        List.of(header("h", filled(4 * MEBIBYTE))),
                        List.<Header>of())) {
            for (int kibibytes : new int[] {0, 1_000, 1_535, 1_537, 10_000}) {
                for (byte[] key : new byte[][] {null, bytes("acme"), filled(MEBIBYTE)}) {
                    ProducerRecord<byte[], byte[]> copy =
                            RejectedCopy.of(
                                    came(key, filled(kibibytes << 10), headers),
                                    "not_json",
                                    "ü".repeat(MEBIBYTE),
                                    SOURCE);

                    assertThat(batchBytes(copy)).isLessThan(Topics.REJECTED_BYTES);
                }
            }
        }
    }

    private static int batchBytes(ProducerRecord<byte[], byte[]> record) {
        return AbstractRecords.estimateSizeInBytesUpperBound(
                DefaultRecordBatch.CURRENT_MAGIC_VALUE,
                CompressionType.NONE,
                record.key(),
                record.value(),
                record.headers().toArray());
    }

    private static ProducerRecord<byte[], byte[]> copy(
            byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {
        return RejectedCopy.of(came(key, value, headers), "not_json", "the detail", SOURCE);
    }

    private static ProducerRecord<byte[], byte[]> came(
            byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {
        return new ProducerRecord<>("hooklane.rejected", null, null, key, value, headers);
    }

    private static Header header(String name, byte[] value) {
        return new RecordHeader(name, value);
    }

    private static String text(ProducerRecord<byte[], byte[]> record, String header) {
        return DeliveryRecords.optional(record.headers(), header).orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] filled(int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) 'x');
        return bytes;
    }
}
