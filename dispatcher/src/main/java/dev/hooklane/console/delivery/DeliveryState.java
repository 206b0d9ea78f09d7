package dev.hooklane.console.delivery;

import dev.hooklane.console.endpoint.KnownEndpoint;
import dev.hooklane.console.view.Badge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * How a delivery stands, and all its attempts.
 *
 * @param path of its page
 * @param told why it stands so; empty if the badge says it all
 * @param coming which attempt is next; empty if none is
 * @param next when; empty if none is, or it is on its way
 * @param retryable whether it can be retried by hand
 * @param once names that retry
 * @param notRetryable why a dead letter can't; empty if it can, or is none
 * @param attempts the latest first
 * @param leftOut how many of them are not kept, between the first and the latest
 */
public record DeliveryState(
        String path,
        Badge status,
        String told,
        String coming,
        Optional<Instant> next,
        boolean retryable,
        String once,
        String notRetryable,
        List<ShownAttempt> attempts,
        int leftOut) {
    public DeliveryState {
        attempts = List.copyOf(attempts);
    }

    /**
     * Of what the API tells.
     *
     * @param scheduled how many attempts there are by themselves
     * @param retried which attempt was asked for by hand; 0 if none was
     * @param once names the retry that the visitor may ask for; empty if they may not
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
        boolean dead = status.equals("dead") && !onItsWay;
        boolean mayRetry = dead && !once.isEmpty();
        return new DeliveryState(
                DeliveryPages.path(json.path("id").asString()),
                onItsWay ? Badge.warn("Retrying") : DeliveryWords.status(status),
                dead ? DeliveryWords.reason(json.path("reason").asString("")) : "",
                status.equals("waiting") || onItsWay
                        ? DeliveryRow.attempt(done + 1, scheduled)
                        : "",
                onItsWay
                        ? Optional.empty()
                        : json.path("nextAttemptAt").stringValueOpt().map(Instant::parse),
                mayRetry && endpoint.enabled(),
                once,
                mayRetry && !endpoint.enabled()
                        ? "The webhook is %s, so nothing would be sent to it."
                                .formatted(endpoint.state())
                        : "",
                attempts,
                json.path("attemptsLeftOut").asInt(0));
    }
}
