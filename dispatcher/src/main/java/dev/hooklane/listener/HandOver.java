package dev.hooklane.listener;

import dev.hooklane.delivery.Delivery;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request that a stream's client is to send: what a request to an endpoint of this account would
 * be, byte for byte.
 *
 * @param json the request, on one line
 * @param timeout how long the answer is waited for
 */
public record HandOver(String json, Duration timeout) {
    /** More than a payload of 256 KiB in base64, and the headers of an endpoint. */
    public static final int BYTES_MAX = 512 * 1_024;

    static HandOver of(
            Delivery delivery, List<Map.Entry<String, String>> headers, Duration timeout) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("delivery", delivery.id().value());
        json.put("event", delivery.event().id().value());
        json.put("type", delivery.event().type().value());
        json.put("attempt", delivery.attempt());
        json.put("timeoutMs", timeout.toMillis());
        ArrayNode all = json.putArray("headers");
        headers.forEach(header -> all.addArray().add(header.getKey()).add(header.getValue()));
        json.put("body", Base64.getEncoder().encodeToString(delivery.payload().bytes()));
        return new HandOver(json.toString(), timeout);
    }

    /** Leaves out the payload. */
    @Override
    public String toString() {
        return "HandOver[%d characters, %s]".formatted(json.length(), timeout);
    }
}
