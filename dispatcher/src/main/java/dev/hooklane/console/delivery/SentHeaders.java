package dev.hooklane.console.delivery;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The headers that customers are promised, with the values of an attempt. The signatures are left
 * out, as only the secret can make them.
 */
public final class SentHeaders {
    private static final String SIGNED = "(made with the webhook’s secret)";

    private final String signatureHeader;
    private final String signaturePrefix;

    /**
     * @param signatureHeader the header of this installation's simple signature
     * @param signaturePrefix precedes its hex digits
     */
    public SentHeaders(String signatureHeader, String signaturePrefix) {
        this.signatureHeader = signatureHeader;
        this.signaturePrefix = signaturePrefix;
    }

    /** A header line of a request. */
    public record Header(String name, String value) {}

    List<Header> of(JsonNode delivery, JsonNode attempt) {
        Instant at = Instant.parse(attempt.path("startedAt").asString());
        return List.of(
                new Header("Content-Type", "application/json"),
                new Header("X-MGA-Event", delivery.path("type").asString()),
                new Header("X-MGA-Delivery", delivery.path("id").asString()),
                new Header("X-MGA-Attempt", attempt.path("number").asString()),
                new Header(signatureHeader, signaturePrefix + "… " + SIGNED),
                new Header("webhook-id", delivery.path("event").asString()),
                new Header("webhook-timestamp", String.valueOf(at.getEpochSecond())),
                new Header("webhook-signature", "v1,… " + SIGNED));
    }
}
