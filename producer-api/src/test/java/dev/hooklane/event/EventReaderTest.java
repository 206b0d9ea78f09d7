package dev.hooklane.event;

import static dev.hooklane.event.ReadEvents.CANONICAL;
import static dev.hooklane.event.ReadEvents.RECORD_TIME;
import static dev.hooklane.event.ReadEvents.accepted;
import static dev.hooklane.event.ReadEvents.bytes;
import static dev.hooklane.event.ReadEvents.rejected;
import static dev.hooklane.event.ReadEvents.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a record on the topic of events is read as. */
class EventReaderTest {
    private final EventReader reader = new EventReader(EventTypes.defaults());

    @Test
    void aCanonicalPayloadIsReadAsItIs() {
        Event event = accepted(read(CANONICAL));

        assertThat(event.id()).isEqualTo(new EventId("evt_1"));
        assertThat(event.type()).isEqualTo(new EventType("bot.updated"));
        assertThat(event.timestamp()).isEqualTo("2024-01-15T10:30:00Z");
        assertThat(text(event)).isEqualTo(CANONICAL);
    }

    @Test
    void aPayloadInAnyOrderAndSpacingBecomesCanonical() {
        String loose =
                """
                { "data" : { "a" : 1.0 }, "timestamp":"2024-01-15T10:30:00Z",
                  "type":"bot.\\u0075pdated", "id":"evt_1" }
                """;

        assertThat(text(accepted(read(loose)))).isEqualTo(CANONICAL);
    }

    @Test
    void otherFieldsFollowTheDataInWrittenOrder() {
        String json =
                """
                {"z":[1, 2],"id":"e","type":"bot.updated","a":null,"data":{},"timestamp":"2024-01-15T10:30:00Z","m":"x"}\
                """;

        assertThat(text(accepted(read(json))))
                .isEqualTo(
                        """
                        {"id":"e","type":"bot.updated","timestamp":"2024-01-15T10:30:00Z","data":{},"z":[1,2],"a":null,"m":"x"}\
                        """);
    }

    @Test
    void otherFieldsNamedByANumberStandFirstAsJavaScriptPutsThem() {
        String json =
                """
                {"id":"e","type":"bot.updated","12":{},"data":{},"x":1,"timestamp":"2024-01-15T10:30:00Z","7":"y"}\
                """;

        assertThat(text(accepted(read(json))))
                .isEqualTo(
                        """
                        {"7":"y","12":{},"id":"e","type":"bot.updated","timestamp":"2024-01-15T10:30:00Z","data":{},"x":1}\
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"e\",\"type\":\"bot.updated\",\"data\":{}}",
                "{\"id\":\"e\",\"type\":\"bot.updated\",\"timestamp\":null,\"data\":{}}"
            })
    void anEventWithoutTimestampHasTheRecords(String json) {
        Event event = accepted(read(json));

        assertThat(event.timestamp()).isEqualTo(RECORD_TIME);
        assertThat(text(event)).contains("\"timestamp\":\"2024-01-15T10:30:00.250Z\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    not_json      | {"id":
                    not_json      | ~~
                    not_json      | hello
                    not_json      | [1]
                    not_json      | "text"
                    not_json      | {"id":"e","type":"bot.updated","data":{}} {}
                    not_json      | {"id":"e","type":"bot.updated","data":{}} x
                    not_json      | {'id':'e'}
                    not_json      | {"id":"e","type":"bot.updated","data":{"a":NaN}}
                    not_json      | {"id":"e","type":"bot.updated","data":{"a":01}}
                    not_json      | {"id":"e","type":"bot.updated","data":{"a":1,}}
                    not_json      | {"id":"e" /* note */,"type":"bot.updated","data":{}}
                    duplicate_key | {"id":"e","id":"f","type":"bot.updated","data":{}}
                    duplicate_key | {"id":"e","type":"bot.updated","data":{"a":1,"\\u0061":2}}
                    duplicate_key | {"id":"e","type":"bot.updated","data":{},"x":{"y":[{"a":1,"a":1}]}}
                    no_id         | {"type":"bot.updated","data":{}}
                    no_id         | {"id":null,"type":"bot.updated","data":{}}
                    bad_id        | {"id":"","type":"bot.updated","data":{}}
                    bad_id        | {"id":7,"type":"bot.updated","data":{}}
                    bad_id        | {"id":"a b","type":"bot.updated","data":{}}
                    bad_id        | {"id":"a\\r\\nb","type":"bot.updated","data":{}}
                    no_type       | {"id":"e","data":{}}
                    unknown_type  | {"id":"e","type":"bot.exploded","data":{}}
                    unknown_type  | {"id":"e","type":"Bot.Updated","data":{}}
                    unknown_type  | {"id":"e","type":["bot.updated"],"data":{}}
                    bad_timestamp | {"id":"e","type":"bot.updated","timestamp":1705314600,"data":{}}
                    bad_timestamp | {"id":"e","type":"bot.updated","timestamp":"yesterday","data":{}}
                    bad_timestamp | {"id":"e","type":"bot.updated","timestamp":"1969-12-31T23:59:59Z","data":{}}
                    no_data       | {"id":"e","type":"bot.updated"}
                    bad_data      | {"id":"e","type":"bot.updated","data":null}
                    bad_data      | {"id":"e","type":"bot.updated","data":[]}
                    bad_data      | {"id":"e","type":"bot.updated","data":"{}"}
                    """)
    void whatIsNoEventIsRejectedWithItsReason(String code, String json) {
        EventReading.Rejected rejected = rejected(read(json));

        assertThat(rejected.reason().code()).isEqualTo(code);
        assertThat(rejected.detail()).isNotBlank().doesNotContain("\n", "\r");
    }

    @Test
    void aRecordWithoutValueIsRejected() {
        assertThat(rejected(reader.read(null, Map.of(), RECORD_TIME)).reason())
                .isEqualTo(RejectReason.NOT_JSON);
    }

    @Test
    void brokenUtf8IsRejected() {
        byte[] json = CANONICAL.getBytes(UTF_8);
        json[8] = (byte) 0xff;

        assertThat(rejected(reader.read(json, Map.of(), RECORD_TIME)).reason())
                .isEqualTo(RejectReason.NOT_JSON);
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        assertThat(text(accepted(read("\ufeff" + CANONICAL)))).isEqualTo(CANONICAL);
    }

    @Test
    void aPayloadOfExactly256KibIsAccepted() {
        assertThat(accepted(read(payloadOfBytes(262_144))).payload().sizeBytes())
                .isEqualTo(262_144);
    }

    @Test
    void aPayloadOneByteLargerIsRejectedNamingBothSizes() {
        EventReading.Rejected rejected = rejected(read(payloadOfBytes(262_145)));

        assertThat(rejected.reason()).isEqualTo(RejectReason.TOO_LARGE);
        assertThat(rejected.detail()).contains("262,145", "262,144");
    }

    @Test
    void sizeIsCountedWithoutTheSpacesOfTheRecord() {
        String spacious =
                payloadOfBytes(262_144)
                        .replace(",\"data\"", ", ".repeat(1) + " ".repeat(500) + "\"data\"");

        assertThat(accepted(read(spacious)).payload().sizeBytes()).isEqualTo(262_144);
    }

    @ParameterizedTest
    @CsvSource({"498,true", "499,false", "5000,false"})
    void nestingIsLimitedTo500LevelsOfTheWholePayload(int arraysInData, boolean fits) {
        String json =
                "{\"id\":\"e\",\"type\":\"bot.updated\",\"data\":{\"a\":"
                        + "[".repeat(arraysInData)
                        + "]".repeat(arraysInData)
                        + "}}";

        EventReading reading = read(json);

        if (fits) {
            assertThat(reading).isInstanceOf(EventReading.Accepted.class);
        } else {
            assertThat(rejected(reading).reason()).isEqualTo(RejectReason.TOO_DEEP);
            assertThat(rejected(reading).detail()).contains("500");
        }
    }

    @Test
    void aDetailNeverHoldsMuchOfTheRecord() {
        EventReading.Rejected rejected =
                rejected(read("{\"id\":\"" + "secret".repeat(1000) + "\"}"));

        assertThat(rejected.detail()).hasSizeLessThan(250);
    }

    @Test
    void aNewEventWithoutIdIsGivenOne() {
        EventReading reading =
                reader.readNew(
                        bytes("{\"type\":\"bot.updated\",\"data\":{}}"),
                        RECORD_TIME,
                        () -> new EventId("evt_new"));

        assertThat(accepted(reading).id()).isEqualTo(new EventId("evt_new"));
        assertThat(text(accepted(reading))).startsWith("{\"id\":\"evt_new\",");
    }

    @Test
    void aNewEventKeepsTheIdItHas() {
        EventReading reading =
                reader.readNew(bytes(CANONICAL), RECORD_TIME, () -> new EventId("evt_new"));

        assertThat(text(accepted(reading))).isEqualTo(CANONICAL);
    }

    @Test
    void theAccountIsTheKey() {
        assertThat(reader.readAccount(bytes("acc_1"), Map.of()))
                .isEqualTo(new AccountReading.Known(new AccountId("acc_1")));
    }

    @Test
    void theAccountHeaderWinsOverTheKey() {
        assertThat(reader.readAccount(bytes("order-7"), Map.of("hooklane-account", "acc_1")))
                .isEqualTo(new AccountReading.Known(new AccountId("acc_1")));
    }

    @ParameterizedTest
    @CsvSource({
        ",,no_account",
        "'',,no_account",
        "a b,,bad_account",
        "acc_1,a/b,bad_account",
        "acc_1,'',bad_account"
    })
    void aRecordWithoutAnAccountIsRejected(String key, String header, String code) {
        AccountReading reading =
                reader.readAccount(
                        key == null ? null : bytes(key),
                        header == null ? Map.of() : Map.of("hooklane-account", header));

        assertThat(reading)
                .isInstanceOfSatisfying(
                        AccountReading.Rejected.class,
                        rejected -> assertThat(rejected.reason().code()).isEqualTo(code));
    }

    private EventReading read(String json) {
        return reader.read(bytes(json), Map.of(), RECORD_TIME);
    }

    private static String payloadOfBytes(int size) {
        String empty = CANONICAL.replace("1}", "\"\"}");
        return empty.replace("\"\"}", "\"" + "x".repeat(size - empty.length()) + "\"}");
    }
}
