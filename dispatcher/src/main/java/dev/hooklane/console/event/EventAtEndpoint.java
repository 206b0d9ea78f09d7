package dev.hooklane.console.event;

import dev.hooklane.console.delivery.DeliveryPages;
import dev.hooklane.console.delivery.DeliveryWords;
import dev.hooklane.console.endpoint.KnownEndpoint;
import dev.hooklane.console.view.Badge;
import tools.jackson.databind.JsonNode;

/**
 * What happened to an event at an endpoint.
 *
 * @param delivery path of its delivery; empty if it has none
 * @param told why, in words; empty if the badge says it all
 * @param because the condition of the filter that excluded the event; otherwise empty
 */
public record EventAtEndpoint(
        KnownEndpoint endpoint, String delivery, Badge status, String told, String because) {
    static EventAtEndpoint of(JsonNode json, KnownEndpoint endpoint) {
        String delivery = json.path("delivery").asString("");
        String status = json.path("status").asString();
        String reason = json.path("reason").asString("");
        boolean none = status.equals("none");
        return new EventAtEndpoint(
                endpoint,
                delivery.isEmpty() ? "" : DeliveryPages.path(delivery),
                none ? badge(reason) : DeliveryWords.status(status),
                none ? whyNot(reason) : reason.isEmpty() ? "" : DeliveryWords.reason(reason),
                json.path("because").asString(""));
    }

    private static Badge badge(String reason) {
        return reason.equals("not_yet") ? Badge.warn("On its way") : Badge.plain("Not sent");
    }

    private static String whyNot(String reason) {
        return switch (reason) {
            case "created_later" -> "The webhook was added after the event was published.";
            case "not_selected" -> "The webhook does not subscribe to this event type.";
            case "filtered_out" -> "The webhook’s filter excludes this event.";
            case "repeat" -> "The event was published before, so it was not sent again.";
            case "rejected" -> "It is not a valid event, so it is not delivered.";
            case "changed_later" ->
                    "The webhook has changed since then, and its settings at the time are no"
                            + " longer known.";
            case "not_yet" -> "It will be sent any moment.";
            case "unknown" ->
                    "The reason is no longer known: the payload is gone, or the event has too"
                            + " many deliveries.";
            default -> reason.replace('_', ' ');
        };
    }
}
