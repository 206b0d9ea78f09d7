package dev.hooklane.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.ErrorKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class ListenerAnswerTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");

    @Test
    void aResponseBecomesTheOutcomeThatAnEndpointsWould() {
        ListenerAnswer answer =
                read(
                        """
                        {"id":"1","status":503,"headers":{"Retry-After":"7","Set-Cookie":"a"},"body":"down"}\
                        """);

        assertThat(answer.outcome(NOW))
                .isEqualTo(
                        new AttemptOutcome.ErrorStatus(
                                503, Optional.of(Duration.ofSeconds(7)), "down"));
        assertThat(answer.headers())
                .containsEntry("retry-after", "7")
                .containsEntry("set-cookie", "(hidden)");
    }

    @Test
    void aServerThatDoesNotListenIsAFailedConnection() {
        assertThat(read("{\"error\":\"connect\",\"detail\":\"nothing\\nlistens\"}").outcome(NOW))
                .isEqualTo(new AttemptOutcome.NoResponse(ErrorKind.CONNECT, "nothing listens"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "7",
                "{\"status\":\"200\"}",
                "{\"status\":101}",
                "{\"status\":99999999999}",
                "{\"error\":\"token\"}",
                "{\"error\":\"\"}",
                "{\"error\":{}}"
            })
    void whatIsNoAnswerIsRefused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHugeAnswerIsCut() {
        ObjectNode json = JsonMapper.shared().createObjectNode().put("status", 200);
        json.put("body", "x\u0000".repeat(100_000));
        ObjectNode headers = json.putObject("headers");
        for (int i = 0; i < 1_000; i++) {
            headers.put("x-" + i, "y".repeat(1_000));
        }

        ListenerAnswer answer = ListenerAnswer.read(json);

        assertThat(((AttemptOutcome.Success) answer.outcome(NOW)).response())
                .hasSize(AttemptOutcome.RESPONSE_MAX)
                .doesNotContain("\u0000");
        assertThat(answer.headers().values().stream().mapToInt(String::length).sum())
                .isLessThanOrEqualTo(Attempt.HEADERS_MAX);
    }

    @Test
    void headersThatNoHttpCarriesAreLeftOut() {
        ListenerAnswer answer =
                read(
                        "{\"status\":200,\"headers\":{\"a b\":\"1\",\"c\":\"2\\r\\nd:"
                                + " 3\",\"e\":\"4\"}}");

        assertThat(answer.headers()).containsOnlyKeys("e");
    }

    @Test
    void whatAnotherInstanceWasToldIsTheSameHere() {
        for (HandedOver each :
                new HandedOver[] {
                    new HandedOver.Answered(
                            read("{\"status\":200,\"headers\":{\"a\":\"b\"},\"body\":\"c\"}")),
                    new HandedOver.Answered(read("{\"error\":\"tls\",\"detail\":\"d\"}")),
                    new HandedOver.Away("why"),
                    new HandedOver.TimedOut(),
                    new HandedOver.Left()
                }) {
            assertThat(HandedOverJson.read(JsonMapper.shared().readTree(HandedOverJson.text(each))))
                    .isEqualTo(each);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"answered\":{\"status\":1}}", "{\"answered\":7}"})
    void anInstanceThatAnswersSomethingElseCountsAsAway(String json) {
        assertThat(HandedOverJson.read(JsonMapper.shared().readTree(json)))
                .isInstanceOf(HandedOver.Away.class);
    }

    private static ListenerAnswer read(String json) {
        return ListenerAnswer.read(JsonMapper.shared().readTree(json));
    }
}
