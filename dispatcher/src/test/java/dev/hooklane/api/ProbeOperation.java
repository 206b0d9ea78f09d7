package dev.hooklane.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An operation of {@code openapi.yaml}, and a request for it made from nothing but that document:
 * with a value of the caller's choice wherever the operation takes an id.
 *
 * @param name as {@code GET /v1/endpoints/{id}}
 * @param open whether it needs no key
 * @param body the least body that the operation takes; empty if it takes none
 */
record ProbeOperation(String name, boolean open, List<Slot> slots, Optional<JsonNode> body) {
    /** Where the operation takes an id. */
    record Slot(Where where, String name, ProbeKind kind, boolean required) {}

    enum Where {
        PATH,
        QUERY,
        BODY
    }

    /** A request without its caller. */
    record Request(String method, String path, String body) {}

    /** Fields that are no ids. A field that is missing here fails the probe, with its name. */
    private static final JsonNode VALUES =
            JsonMapper.shared()
                    .readTree(
                            """
                            {"url":"https://8.8.8.8/probe","eventTypes":["message.created"],"type":"message.created",
                            "data":{"n":1},"select":{"status":["dead"]},"name":"probe","role":"publisher",
                            "filter":{"field":"/n","equals":1},"description":"probe","example":{"n":1},
                            "ratePerSecond":5,"objects":[{"kind":"key"}],"owner":"probe",
                            "lasts":"0s","topics":["probe.topic"],"to":"earliest",
                            "mapping":{"account":"key","type":"'message.created'","data":{}}}\
                            """);

    /** All operations of the document. */
    static List<ProbeOperation> all(ApiDocument document) {
        return document.operations().stream().map(name -> of(document, name)).toList();
    }

    private static ProbeOperation of(ApiDocument document, String name) {
        JsonNode operation = document.operation(name);
        List<Slot> slots = new ArrayList<>();
        for (JsonNode parameter : document.parameters(name)) {
            String in = parameter.path("in").asString();
            if (!in.equals("header")) {
                String named = parameter.path("name").asString();
                ProbeKind.of(name, named, parameter.path("schema"))
                        .ifPresent(kind ->
                                slots.add(
                                        new Slot(
                                                Where.valueOf(in.toUpperCase(Locale.ROOT)),
                                                named,
                                                kind,
                                                parameter.path("required").asBoolean(false))));
            }
        }
        JsonNode content = operation.path("requestBody").path("content");
        Optional<JsonNode> body =
                content.isMissingNode()
                        ? Optional.empty()
                        : Optional.of(
                                body(
                                        document,
                                        name,
                                        content.path("application/json").path("schema"),
                                        "",
                                        slots));
        return new ProbeOperation(
                name,
                operation.has("security") && operation.path("security").isEmpty(),
                List.copyOf(slots),
                body);
    }

    /** The required fields, and those that hold ids. */
    private static ObjectNode body(
            ApiDocument document, String operation, JsonNode part, String at, List<Slot> slots) {
        JsonNode whole = document.resolved(part);
        // Of several forms, the first.
        JsonNode schema =
                whole.has("oneOf") ? document.resolved(whole.path("oneOf").path(0)) : whole;
        List<String> required =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        ObjectNode body = JsonMapper.shared().createObjectNode();
        for (var property : schema.path("properties").properties()) {
            String name = property.getKey();
            String pointer = at + "/" + name;
            Optional<ProbeKind> kind =
                    ProbeKind.of(operation, name, property.getValue())
                            .filter(found -> found != ProbeKind.EVENT_TYPE);
            if (kind.isPresent()) {
                slots.add(new Slot(Where.BODY, pointer, kind.get(), required.contains(name)));
            } else if (name.equals("events")
                    && property.getValue().path("type").asString("").equals("array")) {
                body.putArray(name)
                        .add(
                                body(
                                        document,
                                        operation,
                                        document.schema("NewEvent"),
                                        pointer + "/0",
                                        slots));
            } else if (required.contains(name)) {
                body.set(name, value(operation, name));
            }
        }
        // A change needs something to change.
        if (schema.path("minProperties").asInt(0) > 0) {
            body.set("description", value(operation, "description"));
        }
        return body;
    }

    private static JsonNode value(String operation, String field) {
        if (!VALUES.has(field)) {
            throw new AssertionError(
                    "the probe knows no value for '%s' of %s".formatted(field, operation));
        }
        return VALUES.path(field);
    }

    boolean isSafe() {
        return method().equals("GET");
    }

    String method() {
        return name.substring(0, name.indexOf(' '));
    }

    String template() {
        return name.substring(name.indexOf(' ') + 1);
    }

    /** The request that has these values; slots without one must be optional. */
    Request request(Map<Slot, String> values) {
        String path = template().replace("{file}", "swagger-ui.css");
        List<String> query = new ArrayList<>();
        Optional<JsonNode> sent = body.map(JsonNode::deepCopy);
        for (Slot slot : slots) {
            String value = values.get(slot);
            if (value == null) {
                continue;
            }
            String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
            switch (slot.where()) {
                case PATH -> path = path.replace("{" + slot.name() + "}", encoded);
                case QUERY -> query.add(slot.name() + "=" + encoded);
                case BODY -> put(sent.orElseThrow(), slot.name(), value);
            }
        }
        return new Request(
                method(),
                query.isEmpty() ? path : path + "?" + String.join("&", query),
                sent.map(JsonNode::toString).orElse(""));
    }

    private static void put(JsonNode body, String pointer, String value) {
        int last = pointer.lastIndexOf('/');
        JsonNode parent = last == 0 ? body : body.at(pointer.substring(0, last));
        ((ObjectNode) parent).put(pointer.substring(last + 1), value);
    }
}
