package dev.hooklane.listener;

import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.fuzz.Promise;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the client of a listener's stream reports, and what instances tell each other of it. */
final class ListenerAnswerFuzz {
    private ListenerAnswerFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        JsonNode json;
        try {
            json = JsonMapper.shared().readTree(input);
        } catch (JacksonException e) {
            return;
        }
        Promise.decodesOrRefuses(IllegalArgumentException.class, () -> ListenerAnswer.read(json))
                .ifPresent(ListenerAnswerFuzz::isKept);
        if (HandedOverJson.read(json) == null) {
            throw new AssertionError("nothing was read");
        }
    }

    private static void isKept(ListenerAnswer answer) {
        HandedOver told = new HandedOver.Answered(answer);
        Promise.isKept(
                told, HandedOverJson.read(JsonMapper.shared().readTree(HandedOverJson.text(told))));
        if (answer.outcome(Instant.EPOCH) instanceof AttemptOutcome.Success success
                && success.response().length() > AttemptOutcome.RESPONSE_MAX) {
            throw new AssertionError("the body is too long");
        }
    }
}
