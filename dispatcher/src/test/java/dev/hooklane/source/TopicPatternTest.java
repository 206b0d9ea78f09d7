package dev.hooklane.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TopicPatternTest {
    @ParameterizedTest
    @CsvSource({
        "shop.orders.*, shop.orders.v3",
        "shop.orders.*, shop.orders.",
        "shop.*.v3, shop.orders.v3",
        "shop.*.v3, shop.orders.eu.v3",
        "*.orders, shop.orders",
        "*, shop",
        "**, shop",
        "*o*o*, foo",
        "*aab, aaab",
    })
    void matches(String pattern, String topic) {
        assertThat(new TopicPattern(pattern).matches(topic)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "shop.orders.*, shop.orders",
        "shop.orders.*, my.shop.orders.v3",
        "shop.*.v3, shop.orders.v31",
        "shop.*.v3, shop.v3",
        "shop.orders.*, shopXorders.v3",
        "*o*o*, fo",
        "*aab, aabb",
        "Shop.*, shop.orders",
    })
    void doesNotMatch(String pattern, String topic) {
        assertThat(new TopicPattern(pattern).matches(topic)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"__consumer_offsets", "__transaction_state", "__anything"})
    void noPatternMatchesInternalTopics(String topic) {
        assertThat(new TopicPattern("*").matches(topic)).isFalse();
        assertThat(new TopicPattern("__*").matches(topic)).isFalse();
    }

    /** A regular expression of this kind would take longer than the universe has existed. */
    @Test
    void noPatternTakesLong() {
        TopicPattern hostile = new TopicPattern("*a".repeat(124) + "b");

        assertThat(hostile.matches("a".repeat(249))).isFalse();
    }

    @Test
    void aNameIsNoPattern() {
        assertThat(TopicPattern.isName("shop.orders_v-3")).isTrue();
        assertThat(TopicPattern.isPattern("shop.orders_v-3")).isFalse();
        assertThat(TopicPattern.isPattern("shop.*")).isTrue();
        assertThat(TopicPattern.isName("shop.*")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a b", "[ab]*/", "shop.(a|b)*", "a\n*"})
    void otherTextsAreNeither(String text) {
        assertThat(TopicPattern.isName(text)).isFalse();
        assertThat(TopicPattern.isPattern(text)).isFalse();
    }

    @Test
    void whatIsTooLongIsNeither() {
        assertThat(TopicPattern.isName("a".repeat(250))).isFalse();
        assertThat(TopicPattern.isPattern("*".repeat(250))).isFalse();
    }

    @Test
    void aChoiceTakesWhatItNamesAndWhatItsPatternsMatch() {
        TopicChoice choice = TopicChoice.of(List.of("shop.orders.*", "returns"));

        assertThat(choice.names()).containsExactly("returns");
        assertThat(choice.takes("returns")).isTrue();
        assertThat(choice.matches("returns")).isFalse();
        assertThat(choice.takes("shop.orders.v3")).isTrue();
        assertThat(choice.takes("returns.v2")).isFalse();
    }
}
