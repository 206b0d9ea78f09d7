package dev.hooklane.console.event;

import dev.hooklane.console.view.ShownJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One event's page.
 *
 * @param type empty if it is rejected
 * @param repeat whether it was published before
 * @param rejected why it is not a valid event; empty if it is one
 * @param payload empty once it is gone
 * @param sent the endpoints that it was sent to
 * @param notSent the account's other endpoints, each with the reason
 * @param more whether it was sent to more endpoints than shown here
 * @param deliveries path of its deliveries as a list
 */
public record EventView(
        String id,
        String type,
        String account,
        Instant publishedAt,
        String origin,
        boolean repeat,
        String rejected,
        Optional<ShownJson> payload,
        List<EventAtEndpoint> sent,
        List<EventAtEndpoint> notSent,
        boolean more,
        String deliveries) {
    public EventView {
        sent = List.copyOf(sent);
        notSent = List.copyOf(notSent);
    }
}
