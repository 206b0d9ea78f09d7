package dev.hooklane.console.help;

import dev.hooklane.client.ApiClient;
import dev.hooklane.console.view.Texts;
import dev.hooklane.delivery.DeliveryStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Checks what happened to the account's latest events at one endpoint. */
final class MissingCheck {
    private static final String LOOKED_AT = "12";
    private static final int NAMED_MAX = 4;

    private MissingCheck() {}

    static List<Finding> of(Facts facts, ApiClient api) {
        String account = facts.endpoint().path("account").asString();
        String id = facts.endpoint().path("id").asString();
        List<JsonNode> events =
                api.get("/v1/events", Map.of("account", account, "limit", LOOKED_AT))
                        .path("events")
                        .valueStream()
                        .toList();
        List<Finding> findings = new ArrayList<>();
        if (!facts.enabled()) {
            findings.addAll(StateCheck.of(facts));
        }
        if (events.isEmpty()) {
            findings.add(
                    Finding.warn(
                            "No event of this account was published recently.",
                            "Only published events can be sent. Ask the team that publishes"
                                    + " them, or look further back."));
            return findings;
        }
        Map<String, Set<String>> types = new LinkedHashMap<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (JsonNode event : events) {
            String fate = fate(api, event, account, id);
            counts.merge(fate, 1, Integer::sum);
            types.computeIfAbsent(fate, _ -> new LinkedHashSet<>())
                    .add(event.path("type").asString());
        }
        findings.add(
                Finding.plain(
                                "These are the account’s latest %s."
                                        .formatted(Texts.count(events.size(), "event")),
                                "Each event’s page shows what happened to it at each webhook.")
                        .then("See events", "/events"));
        counts.forEach((fate, count) ->
                findings.add(finding(facts, fate, count, types.getOrDefault(fate, Set.of()))));
        return findings;
    }

    /** Returns the event's fate at the endpoint: its delivery's status, or why there is none. */
    private static String fate(ApiClient api, JsonNode event, String account, String endpoint) {
        return api.get(
                        "/v1/events/" + ApiClient.encoded(event.path("id").asString()),
                        Map.of("account", account, "at", event.path("origin").asString("")))
                .path("endpoints")
                .valueStream()
                .filter(each -> each.path("endpoint").asString().equals(endpoint))
                .map(each ->
                        each.path("status").asString().equals("none")
                                ? each.path("reason").asString("unknown")
                                : each.path("status").asString())
                .findFirst()
                .orElse("unknown");
    }

    private static Finding finding(Facts facts, String fate, int count, Set<String> types) {
        String named = String.join(", ", types.stream().limit(NAMED_MAX).toList());
        String which = " (" + named + (types.size() > NAMED_MAX ? ", …" : "") + ").";
        String was = count == 1 ? "1 was " : count + " were ";
        Optional<DeliveryStatus.Kind> status = DeliveryStatus.Kind.find(fate);
        return status.isPresent()
                ? ofDeliveries(facts, status.get(), was, which)
                : ofEvents(facts, fate, was, which);
    }

    private static Finding ofDeliveries(
            Facts facts, DeliveryStatus.Kind status, String was, String which) {
        return switch (status) {
            case DELIVERED ->
                    Finding.good(
                            was + "delivered" + which,
                            "Your server answered 2xx, so it received them. Look for their ids"
                                    + " in its log.");
            case WAITING ->
                    Finding.warn(
                                    was + "not accepted yet and will be attempted again" + which,
                                    "See the result of the last attempt.")
                            .then("See deliveries", deliveries(facts, status));
            case DEAD ->
                    Finding.bad(
                                    was + "moved to the dead letters" + which,
                                    "They are kept. Fix the cause, then retry them.")
                            .then("See dead letters", deliveries(facts, status));
            case CANCELLED -> Finding.plain(was + "cancelled" + which, "");
        };
    }

    private static Finding ofEvents(Facts facts, String reason, String was, String which) {
        String edit = facts.page() + "/edit";
        return switch (reason) {
            case "not_selected" ->
                    Finding.warn(
                                    was
                                            + "not sent, because it does not subscribe to the type"
                                            + which,
                                    "To receive them, choose their types.")
                            .then("Choose events", edit);
            case "filtered_out" ->
                    Finding.warn(
                                    was + "excluded by its filter" + which,
                                    "Their data does not match the filter.")
                            .then("View filter", edit);
            case "created_later" ->
                    Finding.plain(
                            was + "published before the webhook was added" + which,
                            "A replay of past events can send them.");
            case "repeat" ->
                    Finding.plain(
                            was + "published a second time" + which,
                            "An event is delivered once, however often it is published.");
            case "changed_later" ->
                    Finding.plain(
                            was + "published when the webhook had other settings" + which,
                            "Those settings are no longer known.");
            case "not_yet" ->
                    Finding.plain(
                            was + "published just now" + which, "They will be sent any moment.");
            default -> Finding.plain(was + "no longer traceable" + which, "");
        };
    }

    private static String deliveries(Facts facts, DeliveryStatus.Kind status) {
        return "/deliveries?endpoint=%s&status=%s"
                .formatted(facts.endpoint().path("id").asString(), status.wireName());
    }
}
