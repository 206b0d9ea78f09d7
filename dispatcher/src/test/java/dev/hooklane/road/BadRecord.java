package dev.hooklane.road;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.event.RejectReason;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * A record on the events topic that is no event.
 *
 * @param reason why it has to be rejected
 * @param key as text; empty for none
 * @param value as Latin-1 text, so that any bytes can be told; empty for none
 */
record BadRecord(
        RejectReason reason,
        Optional<String> key,
        Map<String, String> headers,
        Optional<String> value) {
    private static final String TIME = ",\"timestamp\":\"2026-01-02T03:04:05Z\"";
    private static final String TYPE = ",\"type\":\"message.created\"";
    private static final String HEAD = "{\"id\":\"evt_bad\"" + TYPE + TIME + ",";

    static final List<BadRecord> ALL =
            List.of(
                    new BadRecord(
                            RejectReason.NOT_JSON, Optional.of("acme"), Map.of(), Optional.empty()),
                    bad(RejectReason.NOT_JSON, ""),
                    bad(RejectReason.NOT_JSON, "hello"),
                    bad(RejectReason.NOT_JSON, "[1,2]"),
                    bad(RejectReason.NOT_JSON, HEAD + "\"data\":{}"),
                    bad(RejectReason.NOT_JSON, HEAD + "\"data\":{}} more"),
                    bad(RejectReason.NOT_JSON, HEAD + "\"data\":{\"text\":\"\u00ff\u00fe\"}}"),
                    bad(RejectReason.NOT_JSON, "\u0000\u0000\u0000\u0000\u0007avro?"),
                    bad(RejectReason.DUPLICATE_KEY, HEAD + "\"data\":{\"a\":1,\"a\":2}}"),
                    bad(RejectReason.DUPLICATE_KEY, HEAD + "\"id\":\"evt_other\",\"data\":{}}"),
                    bad(RejectReason.TOO_DEEP, HEAD + "\"data\":{\"a\":" + nested(2_000) + "}}"),
                    bad(RejectReason.TOO_LARGE, HEAD + "\"data\":{\"a\":\"" + big(300) + "\"}}"),
                    bad(RejectReason.TOO_LARGE, HEAD + "\"data\":{\"a\":\"" + big(1_000) + "\"}}"),
                    bad(RejectReason.NO_ID, "{\"type\":\"message.created\",\"data\":{}}"),
                    bad(RejectReason.NO_ID, "{\"id\":null" + TYPE + ",\"data\":{}}"),
                    bad(RejectReason.BAD_ID, "{\"id\":\"with space\"" + TYPE + ",\"data\":{}}"),
                    bad(RejectReason.BAD_ID, "{\"id\":17" + TYPE + ",\"data\":{}}"),
                    bad(RejectReason.NO_TYPE, "{\"id\":\"evt_bad\",\"data\":{}}"),
                    bad(
                            RejectReason.UNKNOWN_TYPE,
                            "{\"id\":\"evt_bad\",\"type\":\"invoice.paid\",\"data\":{}}"),
                    bad(
                            RejectReason.BAD_TIMESTAMP,
                            "{\"id\":\"evt_bad\"" + TYPE + ",\"timestamp\":\"now\",\"data\":{}}"),
                    bad(
                            RejectReason.BAD_TIMESTAMP,
                            "{\"id\":\"evt_bad\""
                                    + TYPE
                                    + ",\"timestamp\":1700000000,\"data\":{}}"),
                    bad(
                            RejectReason.FORGED,
                            "{\"id\":\"evt_bad\",\"type\":\"endpoint.disabled\""
                                    + TIME
                                    + ",\"data\":{}}"),
                    bad(
                            RejectReason.ARCHIVED_TYPE,
                            "{\"id\":\"evt_bad\",\"type\":\"bot.disabled\""
                                    + TIME
                                    + ",\"data\":{}}"),
                    bad(
                            RejectReason.SCHEMA_MISMATCH,
                            "{\"id\":\"evt_bad\",\"type\":\"bot.published\""
                                    + TIME
                                    + ",\"data\":{}}"),
                    bad(RejectReason.NO_DATA, "{\"id\":\"evt_bad\"" + TYPE + TIME + "}"),
                    bad(RejectReason.BAD_DATA, HEAD + "\"data\":[1]}"),
                    bad(RejectReason.BAD_DATA, HEAD + "\"data\":null}"),
                    bad(RejectReason.BAD_DATA, HEAD + "\"data\":\"text\"}"),
                    cloudEvent(
                            RejectReason.BAD_CLOUD_EVENT,
                            Map.of("content-type", "application/cloudevents+avro"),
                            "{}"),
                    cloudEvent(
                            RejectReason.BAD_CLOUD_EVENT,
                            Map.of("content-type", "application/cloudevents-batch+json"),
                            "[]"),
                    cloudEvent(
                            RejectReason.BAD_CLOUD_EVENT,
                            Map.of("content-type", "application/cloudevents+json"),
                            "{\"id\":\"evt_bad\"" + TYPE + ",\"data\":{}}"),
                    cloudEvent(
                            RejectReason.BAD_CLOUD_EVENT,
                            Map.of("ce_specversion", "0.3", "ce_id", "evt_bad"),
                            "{}"),
                    cloudEvent(
                            RejectReason.BAD_DATA,
                            Map.of("content-type", "application/cloudevents+json"),
                            "{\"specversion\":\"1.0\",\"id\":\"evt_bad\""
                                    + TYPE
                                    + ",\"data_base64\":\"e30=\"}"),
                    cloudEvent(
                            RejectReason.NO_ID,
                            Map.of("ce_specversion", "1.0", "ce_type", "message.created"),
                            "{}"),
                    new BadRecord(
                            RejectReason.NO_ACCOUNT,
                            Optional.empty(),
                            Map.of(),
                            Optional.of(HEAD + "\"data\":{}}")),
                    new BadRecord(
                            RejectReason.BAD_ACCOUNT,
                            Optional.of("acme/../other"),
                            Map.of(),
                            Optional.of(HEAD + "\"data\":{}}")),
                    new BadRecord(
                            RejectReason.BAD_ACCOUNT,
                            Optional.of("acme"),
                            Map.of("hooklane-account", ""),
                            Optional.of(HEAD + "\"data\":{}}")));

    BadRecord {
        headers = Map.copyOf(headers);
    }

    private static BadRecord bad(RejectReason reason, String value) {
        return cloudEvent(reason, Map.of(), value);
    }

    private static BadRecord cloudEvent(
            RejectReason reason, Map<String, String> headers, String value) {
        return new BadRecord(reason, Optional.of("acme"), headers, Optional.of(value));
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static String big(int kibibytes) {
        return "x".repeat(kibibytes * 1_024);
    }

    ProducerRecord<byte[], byte[]> on(String topic) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, keyBytes().orElse(null), valueBytes().orElse(null));
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        return record;
    }

    /** Whether that is this record, byte for byte, with its reason added. */
    boolean isUnchanged(ConsumerRecord<byte[], byte[]> rejected) {
        return Arrays.equals(rejected.key(), keyBytes().orElse(null))
                && Arrays.equals(rejected.value(), valueBytes().orElse(null))
                && headers.entrySet().stream()
                        .allMatch(header ->
                                text(rejected.headers(), header.getKey()).equals(header.getValue()))
                && text(rejected.headers(), DeliveryRecords.REASON_HEADER).equals(reason.code())
                && !text(rejected.headers(), "hooklane-reason-detail").isEmpty();
    }

    private static String text(Headers headers, String name) {
        return DeliveryRecords.optional(headers, name).orElse("");
    }

    private Optional<byte[]> keyBytes() {
        return key.map(text -> text.getBytes(UTF_8));
    }

    private Optional<byte[]> valueBytes() {
        return value.map(text -> text.getBytes(ISO_8859_1));
    }

    @Override
    public String toString() {
        return "%s %.60s".formatted(reason, value.orElse("no value"));
    }
}
