package dev.hooklane.console.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventChoiceTest {
    private final EventCatalogue catalogue =
            new EventCatalogue(
                    List.of(
                            entry("bot.updated"),
                            entry("conversation.created"),
                            entry("delivery.exhausted"),
                            entry("endpoint.failing"),
                            entry("message.created"),
                            entry("message.deleted"),
                            entry("order.paid"),
                            entry("webhook.test")));

    @Test
    void groupsComeAsCustomersMeetThemAndOthersAfter() {
        EventChoice choice = EventChoice.of(catalogue, Set.of("*"));

        assertThat(choice.all()).isTrue();
        assertThat(choice.groups())
                .extracting(EventChoice.Group::label)
                .containsExactly("Conversation", "Message", "Bot", "Order");
        assertThat(choice.own())
                .extracting(EventChoice.Group::pattern)
                .containsExactly("delivery.*", "endpoint.*");
    }

    @Test
    void typesWithoutAGroupAreTogetherAndNothingTicksAllOfThem() {
        EventChoice choice =
                EventChoice.of(
                        new EventCatalogue(
                                List.of(entry("OrderPaid"), entry("Refunded"), entry("bot.gone"))),
                        Set.of("OrderPaid"));

        EventChoice.Group others = choice.groups().getLast();
        assertThat(others.label()).isEqualTo("Others");
        assertThat(others.pattern()).isEmpty();
        assertThat(others.types())
                .extracting(EventChoice.Type::chosen)
                .containsExactly(true, false);
        assertThat(EventChoice.patterns(false, List.of("OrderPaid", "Refunded", "bot.*")))
                .containsExactly("OrderPaid", "Refunded", "bot.*");
    }

    @Test
    void whatWasChosenIsTicked() {
        EventChoice choice = EventChoice.of(catalogue, Set.of("message.*", "bot.updated"));

        assertThat(choice.all()).isFalse();
        assertThat(choice.groups())
                .filteredOn(EventChoice.Group::chosen)
                .extracting(EventChoice.Group::name)
                .containsExactly("message");
        assertThat(choice.groups())
                .flatExtracting(EventChoice.Group::types)
                .filteredOn(EventChoice.Type::chosen)
                .extracting(EventChoice.Type::name)
                .containsExactly("bot.updated");
    }

    @Test
    void whatIsNotOfferedAnyMoreStaysChosen() {
        assertThat(EventChoice.of(catalogue, Set.of("*", "message.*", "old.type", "gone.*")).gone())
                .containsExactly("gone.*", "old.type");
    }

    @Test
    void aTypeBesideItsGroupAddsNothing() {
        assertThat(
                        EventChoice.patterns(
                                false,
                                List.of(
                                        "message.*",
                                        "message.created",
                                        "bot.updated",
                                        "bot.updated")))
                .containsExactly("message.*", "bot.updated");
    }

    @Test
    void besideAllOnlyHooklanesOwnCount() {
        assertThat(
                        EventChoice.patterns(
                                true, List.of("message.*", "endpoint.failing", "delivery.*")))
                .containsExactly("*", "endpoint.failing", "delivery.*");
    }

    private static CatalogueEntry entry(String name) {
        return new CatalogueEntry(name, "", "{}");
    }
}
