package dev.hooklane.source.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CloudEventsFormatTest {
    private static final Map<String, String> ATTRIBUTES =
            Map.of(
                    "ce_specversion", "1.0",
                    "ce_id", "7",
                    "ce_source", "/shop",
                    "ce_type", "order.paid");
    private static final Map<String, String> STRUCTURED =
            Map.of("content-type", "application/cloudevents+json; charset=utf-8");

    private final CloudEventsFormat format = new CloudEventsFormat();

    @Test
    void binaryModeIsReadIntoTheJsonForm() {
        Map<String, String> headers = new HashMap<>(ATTRIBUTES);
        headers.put("ce_time", "2026-11-28T10:15:30Z");
        headers.put("ce_partitionkey", "acct_1");
        headers.put("content-type", "application/json");
        headers.put("other", "left out");

        assertThat(json("{\"total\":12.50}", headers))
                .isEqualTo(
                        """
                        {"id":"7","partitionkey":"acct_1","source":"/shop","specversion":"1.0",\
                        "time":"2026-11-28T10:15:30Z","type":"order.paid",\
                        "datacontenttype":"application/json","data":{"total":12.50}}\
                        """);
    }

    @Test
    void structuredModeIsReadAsItIs() {
        String event =
                """
                {"specversion":"1.0","id":"7","source":"/shop","type":"order.paid","data":{"total":12.50}}\
                """;

        assertThat(json(event, STRUCTURED)).isEqualTo(event);
    }

    @Test
    void theDataOfBothModesIsTheSame() {
        Map<String, String> headers = new HashMap<>(ATTRIBUTES);
        headers.put("content-type", "application/vnd.shop+json");
        String structured =
                """
                {"specversion":"1.0","id":"7","source":"/shop","type":"order.paid",\
                "datacontenttype":"application/vnd.shop+json","data_base64":"eyJhIjoxfQ=="}\
                """;

        assertThat(json("{\"a\":1}", headers)).endsWith("\"data\":{\"a\":1}}");
        assertThat(json(structured, STRUCTURED)).endsWith("\"data\":{\"a\":1}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/plain; charset=utf-8 | \"data\":\"[1]\"}",
                "application/avro          | \"data_base64\":\"WzFd\"}",
                "application/json          | \"data\":[1]}",
            })
    void dataIsWhatItsContentTypeSays(String contentType, String end) {
        Map<String, String> headers = new HashMap<>(ATTRIBUTES);
        headers.put("content-type", contentType);

        assertThat(json("[1]", headers)).endsWith(end);
    }

    @Test
    void withoutAContentTypeDataIsJson() {
        assertThat(json("[1]", ATTRIBUTES)).endsWith("\"data\":[1]}");
    }

    @Test
    void anEventMayHaveNoData() {
        assertThat(format.read(null, ATTRIBUTES))
                .isInstanceOfSatisfying(
                        SourceFormat.Decoded.Value.class,
                        value ->
                                assertThat(Objects.requireNonNull(value.node()).has("data"))
                                        .isFalse());
    }

    @Test
    void aTombstoneIsNoEvent() {
        assertThat(format.read(null, Map.of())).isEqualTo(new SourceFormat.Decoded.Value(null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "[]                       | is not a CloudEvent: it is JSON, but no object",
                "{                        | is not JSON: ",
                "{}                       | is a CloudEvent without the attribute specversion",
                "{'specversion':'1.0'}    | is a CloudEvent without the attribute id",
                "{'specversion':'0.3','id':'7','source':'/s','type':'t'} | is a CloudEvent of specversion '0.3', not 1.0",
                "{'specversion':'1.0','id':'7','source':'/s','type':'t','data':1,'data_base64':'MQ=='} | is a CloudEvent with both data and data_base64",
                "{'specversion':'1.0','id':'7','source':'/s','type':'t','data_base64':'!'} | is a CloudEvent whose data_base64 is not base64",
                "{'specversion':'1.0','id':'7','source':'/s','type':'t','data_base64':'ew=='} | has data that is not JSON: ",
            })
    void whatIsNoEventIsUnreadable(String value, String reason) {
        assertThat(reason(value.replace('\'', '"'), STRUCTURED)).startsWith(reason.strip());
    }

    @Test
    void aRecordWithoutAnySignOfAnEventIsUnreadable() {
        assertThat(reason("{}", Map.of("content-type", "application/json")))
                .isEqualTo(
                        "is not a CloudEvent: the record has no header ce_specversion, and its content-type is not application/cloudevents+json");
    }

    @ParameterizedTest
    @CsvSource({"application/cloudevents-batch+json", "application/cloudevents+avro"})
    void anotherFormOfEventsIsUnreadable(String contentType) {
        assertThat(reason("[]", Map.of("content-type", contentType)))
                .isEqualTo(
                        "is a CloudEvent of content-type '%s', not application/cloudevents+json"
                                .formatted(contentType));
    }

    private String json(@Nullable String value, Map<String, String> headers) {
        return format.read(bytes(value), headers) instanceof SourceFormat.Decoded.Value read
                ? String.valueOf(read.node())
                : reason(value, headers);
    }

    private String reason(@Nullable String value, Map<String, String> headers) {
        return ((SourceFormat.Decoded.Unreadable) format.read(bytes(value), headers)).reason();
    }

    private static byte @Nullable [] bytes(@Nullable String value) {
        return value == null ? null : value.getBytes(UTF_8);
    }
}
