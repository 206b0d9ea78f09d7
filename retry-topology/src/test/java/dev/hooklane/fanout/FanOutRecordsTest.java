package dev.hooklane.fanout;

import static dev.hooklane.fanout.FanOutDriver.EVENT;
import static dev.hooklane.fanout.FanOutDriver.NOW;
import static dev.hooklane.fanout.FanOutDriver.OTHER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.Endpoints;
import dev.hooklane.event.EventId;
import dev.hooklane.event.RejectReason;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which records are events, and what becomes of those that are not. */
final class FanOutRecordsTest {
    private final FanOutDriver fanOut;

    FanOutRecordsTest(@TempDir Path stateDir) {
        fanOut = new FanOutDriver(stateDir);
    }

    @AfterEach
    void close() {
        fanOut.close();
    }

    @Test
    void aDeliveryCarriesTheEventAndTheUnchangedPayload() {
        Endpoint endpoint = fanOut.put(Endpoints.of(Endpoints.ACCOUNT, 1, "*"));
        Headers trace = new RecordHeaders();
        trace.add(
                "traceparent",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01".getBytes(UTF_8));
        trace.add("tracestate", "vendor=1".getBytes(UTF_8));

        fanOut.events.pipeInput(
                new TestRecord<>("acct_1".getBytes(UTF_8), EVENT.getBytes(UTF_8), trace, NOW));

        Delivery delivery = fanOut.delivered().getFirst();
        assertThat(new String(delivery.payload().bytes(), UTF_8)).isEqualTo(EVENT);
        assertThat(delivery.id())
                .isEqualTo(
                        DeliveryId.of(new EventId("evt_1"), Instant.parse("2026-01-15T10:30:00Z"))
                                .to(endpoint.id()));
        assertThat(delivery.attempt()).isEqualTo(1);
        assertThat(delivery.trigger()).isEqualTo(Trigger.EVENT);
        assertThat(delivery.event().account()).isEqualTo(Endpoints.ACCOUNT);
        assertThat(delivery.event().publishedAt()).isEqualTo(NOW);
        assertThat(delivery.event().origin()).hasToString("0@0");
        assertThat(delivery.event().traceparent())
                .hasValueSatisfying(t -> assertThat(t).startsWith("00-"));
        assertThat(delivery.event().tracestate()).contains("vendor=1");
    }

    @Test
    void theHeaderNamesTheAccountWhereTheKeyCant() {
        fanOut.put(Endpoints.of(OTHER, 1, "*"));
        Headers headers = new RecordHeaders();
        headers.add("hooklane-account", "acct_2".getBytes(UTF_8));

        fanOut.events.pipeInput(
                new TestRecord<>("order-7".getBytes(UTF_8), EVENT.getBytes(UTF_8), headers, NOW));

        assertThat(fanOut.delivered()).extracting(d -> d.event().account()).containsExactly(OTHER);
    }

    @Test
    void aCloudEventIsAnEvent() {
        fanOut.put(Endpoints.of(Endpoints.ACCOUNT, 1, "*"));
        Headers headers = new RecordHeaders();
        headers.add("ce_specversion", "1.0".getBytes(UTF_8));
        headers.add("ce_id", "evt_1".getBytes(UTF_8));
        headers.add("ce_source", "/chat".getBytes(UTF_8));
        headers.add("ce_type", "message.created".getBytes(UTF_8));
        headers.add("ce_time", "2026-01-15T10:30:00Z".getBytes(UTF_8));
        headers.add("ce_traceparent", "00-4bf9".getBytes(UTF_8));

        fanOut.events.pipeInput(
                new TestRecord<>(
                        "acct_1".getBytes(UTF_8), "{\"n\":1}".getBytes(UTF_8), headers, NOW));

        Delivery delivery = fanOut.delivered().getFirst();
        assertThat(new String(delivery.payload().bytes(), UTF_8)).isEqualTo(EVENT);
        assertThat(delivery.event().traceparent()).contains("00-4bf9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "acct_1|nonsense|not_json",
                "acct_1|{'type':'message.created','timestamp':'2026-01-15T10:30:00Z','data':{}}|no_id",
                "acct_1|{'id':'evt_1','type':'order.made','timestamp':'2026-01-15T10:30:00Z','data':{}}|unknown_type",
                "acct_1|{'id':'evt_1','type':'message.created','timestamp':'2026-01-15T10:30:00Z','data':[]}|bad_data",
                "no account|{'id':'evt_1','type':'message.created','timestamp':'2026-01-15T10:30:00Z','data':{}}|bad_account"
            })
    void whatIsNoEventIsRejectedAsItCame(String key, String value, String reason) {
        fanOut.put(Endpoints.of(Endpoints.ACCOUNT, 1, "*"));
        byte[] bytes = value.replace('\'', '"').getBytes(UTF_8);
        Headers headers = new RecordHeaders();
        headers.add("own", "kept".getBytes(UTF_8));

        fanOut.events.pipeInput(new TestRecord<>(key.getBytes(UTF_8), bytes, headers, NOW));
        fanOut.publish("acct_1", EVENT);

        TestRecord<byte[], byte[]> record = fanOut.rejections.readRecord();
        assertThat(record.value()).isEqualTo(bytes);
        assertThat(record.key()).isEqualTo(key.getBytes(UTF_8));
        assertThat(DeliveryRecords.optional(record.headers(), "own")).contains("kept");
        assertThat(DeliveryRecords.optional(record.headers(), RejectedCopy.REASON_HEADER))
                .contains(reason);
        assertThat(DeliveryRecords.optional(record.headers(), RejectedCopy.DETAIL_HEADER))
                .isPresent();
        assertThat(fanOut.rejected).extracting(RejectReason::code).containsExactly(reason);
        assertThat(fanOut.delivered()).hasSize(1);
    }

    @Test
    void aRecordWithoutKeyOrValueIsRejected() {
        fanOut.events.pipeInput((byte[]) null, EVENT.getBytes(UTF_8));
        fanOut.events.pipeInput("acct_1".getBytes(UTF_8), (byte[]) null);

        assertThat(fanOut.rejected).containsExactly(RejectReason.NO_ACCOUNT, RejectReason.NOT_JSON);
        assertThat(fanOut.rejections.readValue()).isEqualTo(EVENT.getBytes(UTF_8));
        assertThat(fanOut.rejections.readValue()).isNull();
    }

    @Test
    void theTestEventGoesToTheEndpointItNamesAlone() {
        Endpoint tested = fanOut.put(Endpoints.of(Endpoints.ACCOUNT, 1, "bot.*"));
        fanOut.put(Endpoints.of(Endpoints.ACCOUNT, 2, "*"));

        test(Optional.of(tested.id().value()));

        assertThat(fanOut.delivered())
                .singleElement()
                .satisfies(delivery -> {
                    assertThat(delivery.endpoint()).isEqualTo(tested.id());
                    assertThat(delivery.trigger()).isEqualTo(Trigger.TEST);
                });
    }

    @Test
    void theTestEventReachesNobodyElsesEndpoint() {
        Endpoint others = fanOut.put(Endpoints.of(OTHER, 1, "*"));

        test(Optional.of(others.id().value()));
        test(Optional.of("nonsense"));
        test(Optional.empty());

        assertThat(fanOut.deliveries.isEmpty()).isTrue();
    }

    private void test(Optional<String> endpoint) {
        String value = EVENT.replace("message.created", "webhook.test");
        Headers headers = new RecordHeaders();
        FanOutDriver.mark(Endpoints.ACCOUNT, value).forEach(headers::add);
        endpoint.ifPresent(id -> headers.add(FanOutTopology.ENDPOINT_HEADER, id.getBytes(UTF_8)));
        fanOut.events.pipeInput(
                new TestRecord<>("acct_1".getBytes(UTF_8), value.getBytes(UTF_8), headers, NOW));
    }
}
