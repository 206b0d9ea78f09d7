package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EndpointSecret;
import dev.hooklane.endpoint.EndpointSettings;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.endpoint.EventSelection;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventType;
import dev.hooklane.event.EventTypes;
import dev.hooklane.filter.EventFilter;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class EventFateTest {
    private static final Instant PUBLISHED = Instant.parse("2026-01-15T10:30:00Z");
    private static final Instant BEFORE = PUBLISHED.minusSeconds(1);
    private static final Instant AFTER = PUBLISHED.plusSeconds(1);
    private static final EndpointId ENDPOINT = new EndpointId("ep_0000000000000000");
    private static final EndpointId OTHER = new EndpointId("ep_5555555555555555");

    @Test
    void whatIsRejectedReachesNobody() {
        assertThat(reason(endpoint(BEFORE, BEFORE), known(Optional.empty(), false, true)))
                .isEqualTo("rejected");
    }

    @Test
    void anEndpointThatWasMadeLaterDoesNotGetIt() {
        assertThat(reason(endpoint(AFTER, AFTER), known(event(), false, true)))
                .isEqualTo("created_later");
    }

    @Test
    void anEndpointThatAsksForOtherTypesDoesNotGetIt() {
        Endpoint endpoint = endpoint(EventSelection.of("bot.*"), BEFORE, BEFORE);

        assertThat(reason(endpoint, known(event(), false, true))).isEqualTo("not_selected");
    }

    @Test
    void whatAFilterLeavesOutIsToldWithItsCondition() {
        EventSelection paying =
                EventSelection.of("*")
                        .withFilter(
                                Optional.of(
                                        EventFilter.read(
                                                JsonMapper.shared()
                                                        .readTree(
                                                                """
                                                                {"and":[{"field":"/plan","exists":true},{"field":"/plan","equals":"pro"}]}\
                                                                """))));

        EventFate fate =
                EventFate.of(endpoint(paying, BEFORE, BEFORE), known(event(), false, true));

        assertThat(fate).isEqualTo(new EventFate("filtered_out", Optional.of("filter.and[1]")));
    }

    @Test
    void aRepeatIsNotFannedOutAgain() {
        assertThat(reason(endpoint(BEFORE, BEFORE), known(event(), true, true)))
                .isEqualTo("repeat");
    }

    @Test
    void whatAnEndpointWasBeforeItsChangeIsNotKnown() {
        assertThat(reason(endpoint(BEFORE, AFTER), known(event(), false, true)))
                .isEqualTo("changed_later");
    }

    @Test
    void whatIsWantedAndHasNoDeliveryIsOnItsWay() {
        assertThat(reason(endpoint(BEFORE, BEFORE), known(event(), false, true)))
                .isEqualTo("not_yet");
    }

    @Test
    void nothingIsClaimedWithoutAllDeliveriesOrThePayload() {
        assertThat(reason(endpoint(BEFORE, BEFORE), known(event(), false, false)))
                .isEqualTo("unknown");
        assertThat(
                        reason(
                                endpoint(BEFORE, BEFORE),
                                new EventFate.Known(
                                        Optional.of(new EventType("message.created")),
                                        PUBLISHED,
                                        Optional.empty(),
                                        Optional.empty(),
                                        false,
                                        true)))
                .isEqualTo("unknown");
    }

    @Test
    void aTestIsForItsEndpointAlone() {
        Event test = Event.of(EventTypes.WEBHOOK_TEST, Map.of());

        assertThat(reason(endpoint(BEFORE, BEFORE), test(test, OTHER))).isEqualTo("not_selected");
        assertThat(reason(endpoint(BEFORE, BEFORE), test(test, ENDPOINT))).isEqualTo("not_yet");
    }

    private static String reason(Endpoint endpoint, EventFate.Known known) {
        return EventFate.of(endpoint, known).reason();
    }

    private static Optional<Event> event() {
        return Optional.of(Event.of(new EventType("message.created"), Map.of("plan", "free")));
    }

    private static EventFate.Known known(Optional<Event> event, boolean repeat, boolean all) {
        return new EventFate.Known(
                event.map(Event::type), PUBLISHED, event, Optional.empty(), repeat, all);
    }

    private static EventFate.Known test(Event event, EndpointId onlyFor) {
        return new EventFate.Known(
                Optional.of(event.type()),
                PUBLISHED,
                Optional.of(event),
                Optional.of(onlyFor),
                false,
                true);
    }

    private static Endpoint endpoint(Instant createdAt, Instant updatedAt) {
        return endpoint(EventSelection.of("message.*"), createdAt, updatedAt);
    }

    private static Endpoint endpoint(
            EventSelection selection, Instant createdAt, Instant updatedAt) {
        return new Endpoint(
                ENDPOINT,
                new AccountId("acme"),
                URI.create("https://example.com/"),
                "",
                selection,
                Map.of(),
                EndpointSettings.defaults(),
                new EndpointState.Enabled(),
                List.of(EndpointSecret.random(new Random(1), createdAt)),
                createdAt,
                updatedAt);
    }
}
