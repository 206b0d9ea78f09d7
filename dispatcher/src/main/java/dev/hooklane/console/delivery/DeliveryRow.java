package dev.hooklane.console.delivery;

import dev.hooklane.console.attempt.AttemptWords;
import dev.hooklane.console.endpoint.KnownEndpoint;
import dev.hooklane.console.view.Badge;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A delivery in a list.
 *
 * @param account its account, if the list covers more than one
 * @param kind the status as the API names it
 * @param field the form's field that asks for its retry
 * @param refused why it can't be retried, in a line; empty if it can
 * @param attempt the number of attempts so far, and the total
 * @param outcome of the latest; empty before the first
 * @param trigger what caused the latest; empty for an ordinary event
 * @param next when the next one is due, if there will be one
 */
public record DeliveryRow(
        String id,
        String path,
        String type,
        String event,
        KnownEndpoint endpoint,
        Optional<String> account,
        Badge status,
        String kind,
        String field,
        String refused,
        String attempt,
        Optional<Badge> outcome,
        String trigger,
        Instant at,
        Optional<Instant> next) {
    /**
     * Returns the row for an item of the API's list.
     *
     * @param attempts the number of attempts in the installation's schedule
     */
    static DeliveryRow of(JsonNode json, KnownEndpoint endpoint, boolean ofAll, int attempts) {
        String id = json.path("id").asString();
        String status = json.path("status").asString();
        JsonNode last = json.path("lastAttempt");
        return new DeliveryRow(
                id,
                DeliveryPages.path(id),
                json.path("type").asString(),
                json.path("event").asString(),
                endpoint,
                ofAll ? Optional.of(json.path("account").asString()) : Optional.empty(),
                DeliveryWords.status(status),
                status,
                Retrying.field(status),
                Retrying.refused(status, endpoint),
                attempt(json.path("attempts").asInt(), endpoint.attempts().orElse(attempts)),
                last.isObject() ? Optional.of(AttemptWords.outcome(last)) : Optional.empty(),
                DeliveryWords.trigger(json.path("trigger").asString()),
                Instant.parse(json.path("publishedAt").asString()),
                json.path("nextAttemptAt").stringValueOpt().map(Instant::parse));
    }

    /**
     * Returns a text such as {@code 2 of 5}. Attempts beyond the schedule come from a manual retry
     * or a replay.
     */
    static String attempt(int number, int scheduled) {
        return number > scheduled ? String.valueOf(number) : number + " of " + scheduled;
    }
}
