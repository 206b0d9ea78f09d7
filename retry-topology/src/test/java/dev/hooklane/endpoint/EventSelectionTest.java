package dev.hooklane.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.event.Event;
import dev.hooklane.event.EventType;
import dev.hooklane.filter.EventData;
import dev.hooklane.filter.EventFilter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

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
        "delivery.exhausted,delivery.exhausted,true",
        "OrderPaid,OrderPaid,true",
        "OrderPaid,orderpaid,false",
        "*,OrderPaid,true",
        "OrderPaid.*,OrderPaid,false",
        "OrderPaid.*,OrderPaid.V2,true",
        "com.*,com.acme.Order.Created,true",
        "*,endpoint,false"
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
            strings = {"", "**", "-message", "message.", ".*", "message.*.x", "message created"})
    void anythingElseIsRefused(String pattern) {
        assertThatThrownBy(() -> EventSelection.of(pattern))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTypeWithoutAGroupIsCoveredByAllAlone() {
        assertThat(EventSelection.of("OrderPaid", "OrderPaid.*").patterns())
                .containsExactly("OrderPaid", "OrderPaid.*");
        assertThat(EventSelection.of("OrderPaid", "*").patterns()).containsExactly("*");
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
    void aFilterDecidesForTheDomainsEventsAlone() {
        EventSelection filtered =
                EventSelection.of("*", "endpoint.disabled")
                        .withFilter(
                                Optional.of(
                                        EventFilter.read(
                                                JsonMapper.shared()
                                                        .readTree(
                                                                "{\"field\":\"/a\",\"equals\":1}"))));
        EventData other = data("{\"a\":2}");

        assertThat(filtered.letsThrough(new EventType("message.created"), data("{\"a\":1}")))
                .isTrue();
        assertThat(filtered.letsThrough(new EventType("message.created"), other)).isFalse();
        assertThat(filtered.letsThrough(new EventType("endpoint.disabled"), other)).isTrue();
        assertThat(EventSelection.of("*").letsThrough(new EventType("message.created"), other))
                .isTrue();
    }

    @Test
    void nothingIsNoSelection() {
        assertThatThrownBy(() -> new EventSelection(List.of()))
                .hasMessage("eventTypes is empty; name at least one, or '*'");
    }

    private static EventData data(String json) {
        return new EventData(Event.builder("message.created").dataJson(json).build().payload());
    }
}
