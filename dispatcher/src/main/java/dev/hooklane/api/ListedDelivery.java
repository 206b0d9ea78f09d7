package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A delivery as lists show it. It is kept as text, as a list only has to be sorted.
 *
 * @param json an object
 */
record ListedDelivery(DeliveryId id, String json) {
    /** Returns a delivery of this instance's history. */
    static ListedDelivery of(DeliveryHistory delivery) {
        byte[] json = Answers.bytes(out -> DeliveryJson.writeBrief(delivery, out));
        return new ListedDelivery(delivery.id(), new String(json, UTF_8));
    }

    /** Returns a delivery that another instance lists. */
    static ListedDelivery of(JsonNode listed) {
        return new ListedDelivery(
                new DeliveryId(listed.path("id").asString("")), listed.toString());
    }

    void write(JsonGenerator out) {
        out.writeRawValue(json);
    }

    /** Returns its members. */
    JsonNode tree() {
        return JsonMapper.shared().readTree(json);
    }
}
