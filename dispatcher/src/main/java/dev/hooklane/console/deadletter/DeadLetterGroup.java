package dev.hooklane.console.deadletter;

import dev.hooklane.console.attempt.AttemptWords;
import dev.hooklane.console.delivery.DeliveryPages;
import dev.hooklane.console.delivery.DeliveryWords;
import dev.hooklane.console.endpoint.KnownEndpoint;
import dev.hooklane.console.endpoint.KnownEndpoints;
import dev.hooklane.console.view.Badge;
import dev.hooklane.console.view.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The dead letters of one endpoint on a page.
 *
 * @param account the account of the endpoint
 * @param state the endpoint's current state
 * @param count how many of them the page has
 * @param replay path that starts a replay of all of the endpoint's; empty if the endpoint is gone
 */
public record DeadLetterGroup(
        KnownEndpoint endpoint,
        String account,
        Badge state,
        String count,
        String replay,
        List<Row> rows) {
    public DeadLetterGroup {
        rows = List.copyOf(rows);
    }

    /**
     * One dead letter.
     *
     * @param reason why it is a dead letter, in a sentence
     * @param outcome of the latest attempt; empty if there was none
     */
    public record Row(
            String id,
            String path,
            String type,
            String event,
            String reason,
            Optional<Badge> outcome,
            Instant at) {}

    /** Groups dead letters by endpoint, the largest group first. */
    static List<DeadLetterGroup> of(
            List<JsonNode> deliveries, KnownEndpoints endpoints, DeadLetterFilter filter) {
        Map<String, List<JsonNode>> byEndpoint = new LinkedHashMap<>();
        deliveries.forEach(each ->
                byEndpoint
                        .computeIfAbsent(each.path("endpoint").asString(), _ -> new ArrayList<>())
                        .add(each));
        return byEndpoint.entrySet().stream()
                .map(each -> group(endpoints.get(each.getKey()), each.getValue(), filter))
                .sorted(
                        Comparator.comparingInt((DeadLetterGroup group) -> group.rows().size())
                                .reversed())
                .toList();
    }

    private static DeadLetterGroup group(
            KnownEndpoint endpoint, List<JsonNode> deliveries, DeadLetterFilter filter) {
        return new DeadLetterGroup(
                endpoint,
                deliveries.getFirst().path("account").asString(),
                state(endpoint),
                Texts.count(deliveries.size()),
                endpoint.isGone() ? "" : filter.replayOf(endpoint.id()),
                deliveries.stream().map(DeadLetterGroup::row).toList());
    }

    private static Badge state(KnownEndpoint endpoint) {
        return switch (endpoint.state()) {
            case "enabled" -> Badge.good("Enabled");
            case "paused" -> Badge.warn("Paused");
            case "disabled" -> Badge.bad("Disabled");
            default -> Badge.plain("Removed");
        };
    }

    private static Row row(JsonNode json) {
        String id = json.path("id").asString();
        JsonNode last = json.path("lastAttempt");
        return new Row(
                id,
                DeliveryPages.path(id),
                json.path("type").asString(),
                json.path("event").asString(),
                DeliveryWords.reason(json.path("reason").asString("")),
                last.isObject() ? Optional.of(AttemptWords.outcome(last)) : Optional.empty(),
                Instant.parse(json.path("updatedAt").asString()));
    }
}
