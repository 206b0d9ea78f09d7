package dev.hooklane.console.replay;

import dev.hooklane.console.endpoint.KnownEndpoint;
import dev.hooklane.console.view.Texts;
import tools.jackson.databind.JsonNode;

/**
 * How much of an endpoint a replay would be of.
 *
 * @param count in words; there may be more than were counted
 * @param some whether there is anything
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

    /** Whether a replay can begin. */
    public boolean startable() {
        return some && hindrance.isEmpty();
    }
}
