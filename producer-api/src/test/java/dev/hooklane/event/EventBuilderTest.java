package dev.hooklane.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

class EventBuilderTest {
    record Created(
            String conversationId,
            @JsonProperty("bot") String botId,
            Instant at,
            List<Double> scores) {}

    private static final EventType TYPE = new EventType("conversation.created");
    private static final Instant TIME = Instant.parse("2024-01-15T10:30:00Z");

    @Test
    void aRecordBecomesTheData() {
        Event event =
                event().data(new Created("conv_1", "bot_7", TIME, List.of(1.0, 0.25))).build();

        assertThat(text(event))
                .isEqualTo(
                        """
                        {"id":"evt_1","type":"conversation.created","timestamp":"2024-01-15T10:30:00Z","data":{"conversationId":"conv_1","bot":"bot_7","at":"2024-01-15T10:30:00Z","scores":[1,0.25]}}\
                        """);
    }

    @Test
    void readyJsonBecomesTheDataInJavaScriptsOrder() {
        Event event = event().dataJson("{\"b\": 1, \"2\": 2, \"1\": 3}").build();

        assertThat(text(event)).endsWith("\"data\":{\"1\":3,\"2\":2,\"b\":1}}");
    }

    @Test
    void halfOfASurrogatePairIsRefusedRatherThanChanged() {
        assertThatThrownBy(() -> event().dataJson("{\"😀\":\"\uD83D\"}"))
                .isInstanceOf(InvalidEventException.class)
                .hasMessageContaining("half of a surrogate pair at char 7");
        assertThatThrownBy(() -> event().dataJson("\uDE00\uD83D"))
                .hasMessageContaining("at char 0");
    }

    @Test
    void theCallersMapperIsUsed() {
        JsonMapper snake =
                JsonMapper.builder()
                        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                        .build();

        Event event = event().data(new Created("conv_1", "b", TIME, List.of()), snake).build();

        assertThat(text(event)).contains("\"conversation_id\":\"conv_1\"");
    }

    @Test
    void withoutIdAndTimestampTheEventHappensNow() {
        Instant before = Instant.now().minusMillis(1);

        Event event = Event.of(TYPE, Map.of());

        assertThat(event.timestamp()).isBetween(before, Instant.now());
        assertThat(event.id().value()).matches("evt_[0-9a-z]{26}");
        assertThat(text(event)).contains(event.id().value(), event.timestamp().toString());
    }

    @Test
    void whatIsBuiltIsReadBackAsTheSame() {
        Event event = Event.builder("message.created").data(Map.of("text", "Grüße\n")).build();

        EventReading reading =
                new EventReader(EventTypes.defaults())
                        .read(event.payload().bytes(), Map.of(), Instant.EPOCH);

        assertThat(reading).isEqualTo(new EventReading.Accepted(event));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "7", "null", "true"})
    void dataThatIsNoObjectIsRefused(String json) {
        assertRefused(event().dataJson(json), RejectReason.BAD_DATA, "not an object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}{}", "{\"a\":}"})
    void dataThatIsNoJsonIsRefused(String json) {
        assertRefused(event().dataJson(json), RejectReason.NOT_JSON, "not JSON");
    }

    @Test
    void anEventWithoutDataIsRefused() {
        assertRefused(event(), RejectReason.NO_DATA, "no data");
    }

    @Test
    void aTextAsDataIsRefused() {
        assertRefused(event().data("{}"), RejectReason.BAD_DATA, "a string, not an object");
    }

    @Test
    void anEventThatIsTooLargeIsRefusedNamingBothSizes() {
        assertRefused(
                event().data(Map.of("text", "x".repeat(300_000))),
                RejectReason.TOO_LARGE,
                "300,",
                "262,144",
                "evt_1");
    }

    @Test
    void aTimestampOutOfRangeIsRefused() {
        assertRefused(
                event().data(Map.of()).timestamp(Instant.parse("1969-12-31T23:59:59Z")),
                RejectReason.BAD_TIMESTAMP,
                "1969-12-31T23:59:59Z",
                "1970 to 9999");
    }

    @Test
    void dataThatJacksonCannotWriteIsRefused() {
        Object broken =
                new Object() {
                    @JsonProperty("a")
                    public String a() {
                        throw new IllegalStateException("broken");
                    }
                };

        assertThatThrownBy(() -> event().data(broken))
                .isInstanceOfSatisfying(
                        InvalidEventException.class,
                        e -> assertThat(e.reason()).isEqualTo(RejectReason.BAD_DATA));
    }

    private static EventBuilder event() {
        return Event.builder(TYPE).id(new EventId("evt_1")).timestamp(TIME);
    }

    private static void assertRefused(EventBuilder event, RejectReason reason, String... message) {
        assertThatThrownBy(event::build)
                .isInstanceOfSatisfying(
                        InvalidEventException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContainingAll(message)
                .hasMessageNotContaining("\n");
    }

    private static String text(Event event) {
        return new String(event.payload().bytes(), UTF_8);
    }
}
