package dev.hooklane.console.replay;

import dev.hooklane.console.endpoint.KnownEndpoint;
import dev.hooklane.console.view.Texts;
import tools.jackson.databind.JsonNode;

/**
 * The number of an endpoint's deliveries that a replay would cover.
 *
 * @param count in words; there may be more than were counted
 * @param some whether there are any
 * @param hindrance why it can't be started; empty if it can
 */
public record CountedEndpoint(
        KnownEndpoint endpoint, String count, boolean some, String hindrance) {
    static CountedEndpoint of(KnownEndpoint endpoint, JsonNode json) {
        long matched = json.path("matched").asLong();
        boolean more = json.path("more").asBoolean();
        return new CountedEndpoint(
                endpoint,
                more ? "at least " + Texts.count(matched) : Texts.count(matched),
                matched > 0 || more,
                endpoint.enabled() ? "" : "It is %s: enable it first.".formatted(endpoint.state()));
    }

    /** Reports whether a replay can start. */
    public boolean startable() {
        return some && hindrance.isEmpty();
    }
}
