package dev.hooklane.console.delivery;

import dev.hooklane.console.endpoint.KnownEndpoint;
import dev.hooklane.console.view.Badge;
import dev.hooklane.delivery.DeliveryStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The state of a delivery, and all its attempts.
 *
 * @param path of its page
 * @param told why it has this state; empty if the badge says it all
 * @param coming the next attempt; empty if there is none
 * @param next when it is due; empty if there is none, or it is on its way
 * @param button the text of the button that retries it; empty if it can't be retried
 * @param field the form's field that asks for the retry
 * @param once idempotency token of the retry
 * @param notRetryable why a dead letter can't be retried; empty if it can, or the delivery is not a
 *     dead letter
 * @param attempts the latest first
 * @param leftOut the number of attempts between the first and the latest that are not kept
 */
public record DeliveryState(
        String path,
        Badge status,
        String told,
        String coming,
        Optional<Instant> next,
        String button,
        String field,
        String once,
        String notRetryable,
        List<ShownAttempt> attempts,
        int leftOut) {
    public DeliveryState {
        attempts = List.copyOf(attempts);
    }

    /**
     * Reads the state from the API's answer.
     *
     * @param scheduled the number of attempts in the schedule
     * @param retried the number of the manually retried attempt; 0 if there was none
     * @param once idempotency token of the retry; empty if the visitor may not retry
     */
    static DeliveryState of(
            JsonNode json,
            KnownEndpoint endpoint,
            int scheduled,
            int retried,
            String once,
            SentHeaders headers) {
        List<ShownAttempt> attempts = new ArrayList<>();
        List<JsonNode> all = json.path("attempts").valueStream().toList().reversed();
        for (JsonNode each : all) {
            attempts.add(ShownAttempt.of(each, attempts.isEmpty(), headers.of(json, each)));
        }
        String status = json.path("status").asString();
        int done = all.isEmpty() ? 0 : all.getFirst().path("number").asInt();
        boolean onItsWay = retried > done;
        boolean dead = status.equals(DeliveryStatus.Kind.DEAD.wireName()) && !onItsWay;
        boolean delivered = status.equals(DeliveryStatus.Kind.DELIVERED.wireName()) && !onItsWay;
        boolean mayRetry = (dead || delivered) && !once.isEmpty();
        return new DeliveryState(
                DeliveryPages.path(json.path("id").asString()),
                onItsWay ? Badge.warn("Retrying") : DeliveryWords.status(status),
                dead ? DeliveryWords.reason(json.path("reason").asString("")) : "",
                status.equals(DeliveryStatus.Kind.WAITING.wireName()) || onItsWay
                        ? DeliveryRow.attempt(done + 1, scheduled)
                        : "",
                onItsWay
                        ? Optional.empty()
                        : json.path("nextAttemptAt").stringValueOpt().map(Instant::parse),
                mayRetry && endpoint.enabled() ? (dead ? "Retry" : "Send again") : "",
                Retrying.field(status),
                once,
                mayRetry && dead && !endpoint.enabled()
                        ? "The webhook is %s, so nothing would be sent to it."
                                .formatted(endpoint.state())
                        : "",
                attempts,
                json.path("attemptsLeftOut").asInt(0));
    }
}
