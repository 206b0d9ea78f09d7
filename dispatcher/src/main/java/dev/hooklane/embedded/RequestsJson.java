package dev.hooklane.embedded;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The received requests as JSON: a list of objects, with each body as a string so that no byte of
 * it changes.
 */
final class RequestsJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private RequestsJson() {}

    static String of(List<ReceivedRequest> requests) {
        ArrayNode list = MAPPER.createArrayNode();
        requests.forEach(request -> list.add(object(request)));
        return MAPPER.writeValueAsString(list);
    }

    /** Returns one request as a line of JSON. */
    static String of(ReceivedRequest request) {
        return MAPPER.writeValueAsString(object(request));
    }

    private static ObjectNode object(ReceivedRequest request) {
        ObjectNode entry = MAPPER.createObjectNode();
        entry.put("at", request.at().toString());
        entry.put("id", request.eventId());
        entry.put("type", request.eventType());
        entry.put("delivery", request.deliveryId());
        entry.put("attempt", request.attempt());
        entry.put("status", request.status());
        ObjectNode verification = entry.putObject("verification");
        verification.put("body", text(request.bodySignature()));
        verification.put("standard", text(request.standardSignature()));
        entry.put("path", request.path());
        ObjectNode headers = entry.putObject("headers");
        request.headers()
                .values()
                .forEach((name, values) -> {
                    ArrayNode all = headers.putArray(name);
                    values.forEach(all::add);
                });
        entry.put("body", request.body().text());
        return entry;
    }

    /** Returns {@code valid}, {@code not checked}, or {@code invalid: } and the reason. */
    static String text(SignatureVerdict check) {
        return switch (check) {
            case SignatureVerdict.Valid() -> "valid";
            case SignatureVerdict.Invalid(String reason) -> "invalid: " + reason;
            case SignatureVerdict.NotChecked() -> "not checked";
        };
    }
}
