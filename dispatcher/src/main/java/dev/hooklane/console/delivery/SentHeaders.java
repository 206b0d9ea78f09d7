package dev.hooklane.console.delivery;

import dev.hooklane.http.HeaderNames;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The headers that customers are promised, with the values of an attempt. The signatures are left
 * out, as only the secret can make them.
 */
public final class SentHeaders {
    private static final String SIGNED = "(computed with the webhook’s secret)";

    private final HeaderNames names;

    /**
     * @param names those of this installation
     */
    SentHeaders(HeaderNames names) {
        this.names = names;
    }

    /** A header line of a request. */
    public record Header(String name, String value) {}

    List<Header> of(JsonNode delivery, JsonNode attempt) {
        Instant at = Instant.parse(attempt.path("startedAt").asString());
        return List.of(
                new Header("Content-Type", "application/json"),
                new Header(names.event(), delivery.path("type").asString()),
                new Header(names.delivery(), delivery.path("id").asString()),
                new Header(names.attempt(), attempt.path("number").asString()),
                new Header(names.signature(), names.signaturePrefix() + "… " + SIGNED),
                new Header("webhook-id", delivery.path("event").asString()),
                new Header("webhook-timestamp", String.valueOf(at.getEpochSecond())),
                new Header("webhook-signature", "v1,… " + SIGNED));
    }
}
