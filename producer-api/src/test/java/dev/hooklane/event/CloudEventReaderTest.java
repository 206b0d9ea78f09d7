package dev.hooklane.event;

import static dev.hooklane.event.ReadEvents.CANONICAL;
import static dev.hooklane.event.ReadEvents.RECORD_TIME;
import static dev.hooklane.event.ReadEvents.accepted;
import static dev.hooklane.event.ReadEvents.bytes;
import static dev.hooklane.event.ReadEvents.rejected;
import static dev.hooklane.event.ReadEvents.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CloudEvents are read as events. */
class CloudEventReaderTest {
    private final EventReader reader = new EventReader(EventTypes.defaults());

    @Test
    void aBinaryCloudEventBecomesThePayload() {
        Map<String, String> headers = cloudHeaders();

        Event event = accepted(reader.read(bytes("{ \"a\": 1 }"), headers, RECORD_TIME));

        assertThat(text(event)).isEqualTo(CANONICAL);
    }

    @Test
    void aBinaryCloudEventWithoutTimeHasTheRecords() {
        Map<String, String> headers = cloudHeaders();
        headers.remove("ce_time");

        assertThat(accepted(reader.read(bytes("{}"), headers, RECORD_TIME)).timestamp())
                .isEqualTo(RECORD_TIME);
    }

    @ParameterizedTest
    @CsvSource({
        "ce_id,,no_id",
        "ce_id,a b,bad_id",
        "ce_type,,no_type",
        "ce_type,com.example.updated,unknown_type",
        "ce_time,now,bad_timestamp",
        "ce_specversion,0.3,bad_cloud_event"
    })
    void aWrongBinaryCloudEventIsRejected(String header, String value, String code) {
        Map<String, String> headers = cloudHeaders();
        if (value == null) {
            headers.remove(header);
        } else {
            headers.put(header, value);
        }

        assertThat(rejected(reader.read(bytes("{}"), headers, RECORD_TIME)).reason().code())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/cloudevents+json",
                "application/cloudevents+json; charset=UTF-8",
                "application/cloudevents+json;charset=utf-8",
                "Application/CloudEvents+JSON ; charset=\"utf-8\""
            })
    void aStructuredCloudEventBecomesThePayload(String contentType) {
        String json =
                """
                {"specversion":"1.0","source":"/bots","subject":"x","datacontenttype":"application/json",
                 "data":{"a":1},"time":"2024-01-15T11:30:00+01:00","type":"bot.updated","id":"evt_1","ext":{"q":[1]}}\
                """;

        Event event =
                accepted(
                        reader.read(bytes(json), Map.of("content-type", contentType), RECORD_TIME));

        assertThat(text(event)).isEqualTo(CANONICAL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    bad_cloud_event | {"id":"e","type":"bot.updated","data":{}}
                    bad_cloud_event | {"specversion":"0.3","id":"e","type":"bot.updated","data":{}}
                    bad_cloud_event | {"specversion":1.0,"id":"e","type":"bot.updated","data":{}}
                    no_id           | {"specversion":"1.0","type":"bot.updated","data":{}}
                    no_type         | {"specversion":"1.0","id":"e","data":{}}
                    no_data         | {"specversion":"1.0","id":"e","type":"bot.updated"}
                    bad_data        | {"specversion":"1.0","id":"e","type":"bot.updated","data":"{}"}
                    bad_data        | {"specversion":"1.0","id":"e","type":"bot.updated","data_base64":"e30="}
                    bad_timestamp   | {"specversion":"1.0","id":"e","type":"bot.updated","time":"?","data":{}}
                    duplicate_key   | {"specversion":"1.0","id":"e","id":"e","type":"bot.updated","data":{}}
                    not_json        | {"specversion":"1.0","id":"e"
                    """)
    void aWrongStructuredCloudEventIsRejected(String code, String json) {
        Map<String, String> headers = Map.of("content-type", "application/cloudevents+json");

        assertThat(rejected(reader.read(bytes(json), headers, RECORD_TIME)).reason().code())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/cloudevents-batch+json",
                "application/cloudevents+avro",
                "application/cloudevents"
            })
    void aCloudEventInAnotherFormatIsRejected(String contentType) {
        EventReading.Rejected rejected =
                rejected(
                        reader.read(
                                bytes(CANONICAL),
                                Map.of("content-type", contentType),
                                RECORD_TIME));

        assertThat(rejected.reason()).isEqualTo(RejectReason.BAD_CLOUD_EVENT);
        assertThat(rejected.detail()).contains(contentType);
    }

    @Test
    void aPlainPayloadWithOtherHeadersIsRead() {
        Map<String, String> headers =
                Map.of("content-type", "application/json", "traceparent", "00-x");

        assertThat(text(accepted(reader.read(bytes(CANONICAL), headers, RECORD_TIME))))
                .isEqualTo(CANONICAL);
    }

    private static Map<String, String> cloudHeaders() {
        Map<String, String> headers = new HashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", "evt_1");
        headers.put("ce_type", "bot.updated");
        headers.put("ce_source", "/bots");
        headers.put("ce_time", "2024-01-15T10:30:00Z");
        headers.put("content-type", "application/json");
        return headers;
    }
}
