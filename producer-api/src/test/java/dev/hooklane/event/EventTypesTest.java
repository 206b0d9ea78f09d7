package dev.hooklane.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTypesTest {

    @Test
    void theDefaultCatalogueIsTheContracts() {
        assertThat(EventTypes.defaults().all())
                .extracting(EventType::value)
                .containsExactly(
                        "conversation.created",
                        "conversation.updated",
                        "conversation.completed",
                        "message.created",
                        "message.updated",
                        "message.deleted",
                        "bot.updated",
                        "bot.published",
                        "bot.disabled",
                        "webhook.test",
                        "endpoint.disabled",
                        "endpoint.failing",
                        "endpoint.recovered",
                        "delivery.exhausted");
    }

    @Test
    void anOperatorsTypesFollowTheDefaults() {
        EventTypes types =
                EventTypes.defaults()
                        .with(List.of(new EventType("order.paid"), new EventType("bot.updated")));

        assertThat(types.all()).hasSize(15).endsWith(new EventType("order.paid"));
        assertThat(EventTypes.defaults().contains(new EventType("order.paid"))).isFalse();
    }

    @Test
    void nobodySubscribesToTheTestEvent() {
        EventTypes types = EventTypes.defaults();

        assertThat(types.all().stream().filter(type -> !types.subscribable(type)))
                .containsExactly(EventTypes.WEBHOOK_TEST);
    }

    @Test
    void aTypeOutsideTheCatalogueIsNotSubscribable() {
        assertThat(EventTypes.defaults().subscribable(new EventType("order.paid"))).isFalse();
    }

    @Test
    void theGroupIsTheFirstWord() {
        assertThat(new EventType("a_1.b.c").group()).isEqualTo("a_1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bot.",
                ".bot",
                ".",
                "bot..updated",
                "bot.üpdated",
                "bot.*",
                "*",
                "-bot",
                "bot.-updated",
                "bot/updated",
                "bot:updated",
                "bot updated",
                "bot.updated\n"
            })
    void aTypeIsWordsJoinedByDots(String value) {
        assertThatThrownBy(() -> new EventType(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 100 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user.signed-up",
                "OrderPaid",
                "com.acme.Order.Created",
                "bot",
                "Bot.updated",
                "order_paid",
                "7.eleven",
                "a-",
                "A.B-2.c_3"
            })
    void aTypeMayBeNamedAsOtherSystemsNameIt(String value) {
        assertThat(new EventType(value).value()).isEqualTo(value);
    }

    @Test
    void aTypeWithoutADotIsInNoGroupButItsOwn() {
        assertThat(new EventType("OrderPaid").group()).isEqualTo("OrderPaid");
        assertThat(new EventType("OrderPaid").isGrouped()).isFalse();
        assertThat(new EventType("order.paid").isGrouped()).isTrue();
    }

    @Test
    void theLongestTypeHas100Characters() {
        assertThat(EventType.isValid("a." + "x".repeat(98))).isTrue();
        assertThat(EventType.isValid("a." + "x".repeat(99))).isFalse();
    }
}
