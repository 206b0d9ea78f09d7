package dev.hooklane.console.help;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A delivery, with the fields that help find the problem.
 *
 * @param test whether it came from the Test button
 * @param first whether its event alone caused its attempts, not a replay or manual retry
 * @param next when the next attempt is due, if there will be one
 */
record SeenDelivery(
        String id,
        String type,
        String status,
        boolean test,
        boolean first,
        Instant publishedAt,
        int attempts,
        Optional<SeenAttempt> last,
        Optional<Instant> next) {
    static SeenDelivery of(JsonNode json) {
        return new SeenDelivery(
                json.path("id").asString(),
                json.path("type").asString(),
                json.path("status").asString(),
                json.path("trigger").asString().equals("test"),
                json.path("trigger").asString().equals("event"),
                Instant.parse(json.path("publishedAt").asString()),
                json.path("attempts").asInt(0),
                json.path("lastAttempt").isObject()
                        ? Optional.of(SeenAttempt.of(json.path("lastAttempt")))
                        : Optional.empty(),
                json.path("nextAttemptAt").stringValueOpt().map(Instant::parse));
    }

    String path() {
        return "/deliveries/" + id;
    }
}
