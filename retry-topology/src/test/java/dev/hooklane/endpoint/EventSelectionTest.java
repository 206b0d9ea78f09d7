package dev.hooklane.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.event.EventType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventSelectionTest {
    @ParameterizedTest
    @CsvSource({
        "message.created,message.created,true",
        "message.created,message.updated,false",
        "message.*,message.updated,true",
        "message.*,messages.updated,false",
        "*,message.updated,true",
        "*,bot.published,true",
        "*,endpoint.disabled,false",
        "*,webhook.test,false",
        "endpoint.*,endpoint.disabled,true",
        "delivery.exhausted,delivery.exhausted,true"
    })
    void aSelectionMatches(String pattern, String type, boolean matches) {
        assertThat(EventSelection.of(pattern).matches(new EventType(type))).isEqualTo(matches);
    }

    @Test
    void whatAWiderPatternCoversIsLeftOut() {
        assertThat(EventSelection.of("message.created", "bot.updated", "message.*").patterns())
                .containsExactly("bot.updated", "message.*");
        assertThat(
                        EventSelection.of("*", "message.*", "bot.updated", "endpoint.disabled")
                                .patterns())
                .containsExactly("*", "endpoint.disabled");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "**", "message", "Message.created", "message.", ".*", "message.*.x"})
    void anythingElseIsRefused(String pattern) {
        assertThatThrownBy(() -> EventSelection.of(pattern))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook.test", "webhook.*"})
    void theTestEventCantBeSelected(String pattern) {
        assertThatThrownBy(() -> EventSelection.of(pattern))
                .hasMessage(
                        "event type '%s' can't be selected; only the test button sends it",
                        pattern);
    }

    @Test
    void nothingIsNoSelection() {
        assertThatThrownBy(() -> new EventSelection(List.of()))
                .hasMessage("eventTypes is empty; name at least one, or '*'");
    }
}
