package dev.hooklane.typeimport;

import dev.hooklane.catalogue.DataSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a value that a schema allows, as far as that is easy: from the examples in it or, if those
 * contradict it, from types, formats and bounds. For one schema.
 */
final class SampleValue {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int DEPTH_MAX = 12;
    private static final int ITEMS_MAX = 10;

    /** Definitions that refer to each other make more the deeper they are. */
    private static final int VALUES_MAX = 10_000;

    private static final int CHARACTERS_MAX = 1_000;
    private static final String TEXT = "text";

    private static final Map<String, String> BY_FORMAT =
            Map.ofEntries(
                    Map.entry("date-time", "2026-01-15T10:30:00Z"),
                    Map.entry("date-time-local", "2026-01-15T10:30:00"),
                    Map.entry("date", "2026-01-15"),
                    Map.entry("time", "10:30:00Z"),
                    Map.entry("time-local", "10:30:00"),
                    Map.entry("duration", "PT1H"),
                    Map.entry("int64", "1"),
                    Map.entry("uint64", "1"),
                    Map.entry("uuid", "0190a6d0-5b3f-7cc2-8d0e-3f1b2a4c5d6e"),
                    Map.entry("email", "ada@example.com"),
                    Map.entry("uri", "https://example.com/"),
                    Map.entry("hostname", "example.com"),
                    Map.entry("ipv4", "192.0.2.1"),
                    Map.entry("ipv6", "2001:db8::1"));

    private final JsonNode root;
    private final boolean trusting;

    /** The references that are being followed. */
    private final Set<String> open = new HashSet<>();

    private int values;

    private SampleValue(JsonNode root, boolean trusting) {
        this.root = root;
        this.trusting = trusting;
    }

    /**
     * Returns a value; an empty object if there is no schema.
     *
     * @throws IllegalArgumentException if none was found, or if the schema is no JSON Schema
     */
    static JsonNode of(Optional<ObjectNode> schema) {
        return schema.map(SampleValue::of).orElseGet(JSON::createObjectNode);
    }

    private static JsonNode of(ObjectNode schema) {
        DataSchema checked = DataSchema.read(schema);
        return Stream.of(
                        new SampleValue(schema, true).of(schema, 0),
                        new SampleValue(schema, false).of(schema, 0),
                        JSON.createObjectNode())
                .filter(JsonNode::isObject)
                .filter(value -> checked.mismatches(value).isEmpty())
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "no example that fits its schema could be made; give it one"));
    }

    private JsonNode of(JsonNode schema, int depth) {
        if (depth > DEPTH_MAX || ++values > VALUES_MAX) {
            return JSON.nullNode();
        }
        if (schema.path(LocalReferences.REF).isString()) {
            return referred(schema, depth);
        }
        return given(schema).orElseGet(() -> made(schema, depth));
    }

    /** Returns a value of a schema that is referred to; null if it contains itself. */
    private JsonNode referred(JsonNode schema, int depth) {
        String ref = schema.path(LocalReferences.REF).asString();
        if (!open.add(ref)) {
            return JSON.nullNode();
        }
        JsonNode value = of(joined(new LocalReferences(root).at(ref), schema), depth + 1);
        open.remove(ref);
        return value;
    }

    /** Returns a schema with what another one says beside its reference to it. */
    private static JsonNode joined(JsonNode target, JsonNode referring) {
        if (!(target instanceof ObjectNode object) || referring.size() == 1) {
            return target;
        }
        ObjectNode joined = JSON.createObjectNode().setAll(object);
        referring
                .properties()
                .forEach(each -> {
                    if (each.getValue() instanceof ObjectNode more
                            && joined.path(each.getKey()) instanceof ObjectNode known) {
                        joined.set(each.getKey(), known.deepCopy().setAll(more));
                    } else if (!each.getKey().equals(LocalReferences.REF)) {
                        joined.set(each.getKey(), each.getValue());
                    }
                });
        return joined;
    }

    /** Returns the value that the schema itself names. */
    private Optional<JsonNode> given(JsonNode schema) {
        Stream<JsonNode> examples =
                trusting
                        ? Stream.of(
                                schema.path("examples").path(0),
                                schema.path("example"),
                                schema.path("default"))
                        : Stream.of();
        return Stream.concat(
                        Stream.of(schema.path("const")),
                        Stream.concat(examples, Stream.of(schema.path("enum").path(0))))
                .filter(each -> !each.isMissingNode())
                .findFirst();
    }

    private JsonNode made(JsonNode schema, int depth) {
        for (String choice : List.of("oneOf", "anyOf")) {
            if (schema.path(choice).isArray() && !schema.has("properties")) {
                return of(schema.path(choice).path(0), depth + 1);
            }
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "string" -> JSON.valueToTree(text(schema));
            case "integer", "number" -> number(schema);
            case "boolean" -> JSON.valueToTree(true);
            default -> JSON.nullNode();
        };
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isString()) {
            return type.asString();
        } else if (type.isArray()) {
            return type.path(0).asString("");
        }
        return schema.has("properties") || schema.has("allOf") ? "object" : "";
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.createObjectNode();
        schema.path("allOf")
                .forEach(part -> {
                    if (of(part, depth + 1) instanceof ObjectNode fields) {
                        object.setAll(fields);
                    }
                });
        schema.path("properties")
                .properties()
                .forEach(each -> {
                    JsonNode value = of(each.getValue(), depth + 1);
                    if (!value.isNull()) {
                        object.set(each.getKey(), value);
                    }
                });
        return object;
    }

    private ArrayNode array(JsonNode schema, int depth) {
        ArrayNode array = JSON.createArrayNode();
        schema.path("prefixItems").forEach(each -> array.add(of(each, depth + 1)));
        int wanted = Math.clamp(schema.path("minItems").asInt(1), 1, ITEMS_MAX);
        if (schema.path("items").isObject()) {
            JsonNode item = of(schema.path("items"), depth + 1);
            while (array.size() < wanted && !item.isNull()) {
                array.add(item);
            }
        }
        return array;
    }

    private static String text(JsonNode schema) {
        String text = BY_FORMAT.getOrDefault(schema.path("format").asString(""), TEXT);
        int least = Math.clamp(schema.path("minLength").asInt(0), 0, CHARACTERS_MAX);
        int most = Math.max(0, schema.path("maxLength").asInt(CHARACTERS_MAX));
        String longEnough = text + "x".repeat(Math.max(0, least - text.length()));
        return longEnough.substring(0, Math.min(most, longEnough.length()));
    }

    private static JsonNode number(JsonNode schema) {
        if (schema.path("minimum").isNumber()) {
            return schema.path("minimum");
        } else if (schema.path("exclusiveMinimum").isNumber()) {
            return JSON.valueToTree(schema.path("exclusiveMinimum").asLong(0) + 1);
        } else if (schema.path("maximum").isNumber()) {
            return schema.path("maximum");
        } else if (schema.path("exclusiveMaximum").isNumber()) {
            return JSON.valueToTree(schema.path("exclusiveMaximum").asLong(0) - 1);
        }
        return JSON.valueToTree(1);
    }
}
