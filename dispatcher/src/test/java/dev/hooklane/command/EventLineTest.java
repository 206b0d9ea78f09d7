package dev.hooklane.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventLineTest {
    @Test
    void readsAllThatALineSays() {
        EventLine line =
                EventLine.parse(
                        """
                        {"account":"acct_2","data":{"text":"grüß 🙂"},"type":"message.created",\
                        "id":"evt_1","timestamp":"2024-01-15T11:30:00+01:00"}\
                        """,
                        "acct_1");

        assertThat(line.account().value()).isEqualTo("acct_2");
        assertThat(new String(line.event().payload().bytes(), UTF_8))
                .isEqualTo(
                        """
                        {"id":"evt_1","type":"message.created","timestamp":"2024-01-15T10:30:00Z",\
                        "data":{"text":"grüß 🙂"}}\
                        """);
    }

    @Test
    void takesTheDefaultAccountAndMakesAnId() {
        EventLine line = EventLine.parse("{\"type\":\"bot.updated\"}", "acct_1");

        assertThat(line.account().value()).isEqualTo("acct_1");
        assertThat(line.event().id().value()).startsWith("evt_");
    }

    @Test
    void noNumberLosesADigit() {
        EventLine line =
                EventLine.parse(
                        "{\"data\" : {\"n\":12345678901234567890.123456789},\"type\":\"bot.updated\"}",
                        "acct_1");

        assertThat(new String(line.event().payload().bytes(), UTF_8))
                .contains("12345678901234567890.123456789");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{} {}",
                "{\"type\":1}",
                "{\"type\":\"a.b\",\"data\":\"x\"}",
                "{\"type\":\"a.b\",\"data\":{},\"extra\":1}",
                "{\"data\":{}}",
                "{\"type\":\"a.b\",\"timestamp\":\"yesterday\"}",
                "{\"type\":\"a.b\",\"id\":\"!\"}"
            })
    void refusesWhatIsNoEvent(String line) {
        assertThatThrownBy(() -> EventLine.parse(line, "acct_1"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
