package dev.hooklane.typeimport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts the schemas that a JSON Schema refers to into it, so that its references stay within it. For
 * one schema.
 */
final class EmbeddedSchemas {
    private static final String DEFINITIONS = "$defs";
    private static final URI NOWHERE = URI.create("");

    /** Where schemas are in the whole, by their addresses. */
    private final Map<String, String> places = new HashMap<>();

    /**
     * A schema that becomes a part of the whole.
     *
     * @param address what its references are relative to
     * @param place where it is in the whole
     */
    private record Part(JsonNode schema, URI address, String place) {}

    private EmbeddedSchemas() {}

    /**
     * Returns one schema that has them all.
     *
     * @param others those that it refers to, directly or not, by the names that it has for them
     */
    static JsonNode in(JsonNode schema, Map<String, JsonNode> others) {
        return others.isEmpty() || !(schema instanceof ObjectNode object)
                ? schema
                : new EmbeddedSchemas().whole(object, others);
    }

    private ObjectNode whole(ObjectNode schema, Map<String, JsonNode> others) {
        Part root = new Part(schema, address(NOWHERE, id(schema)), "#");
        places.put(root.address().toString(), root.place());
        Map<String, Part> parts = new LinkedHashMap<>();
        others.forEach((name, other) -> {
            String key = name.substring(name.lastIndexOf('/') + 1);
            key = key.replaceAll("[^A-Za-z0-9_.-]", "_");
            while (schema.path(DEFINITIONS).has(key) || parts.containsKey(key)) {
                key += "_";
            }
            URI named = address(root.address(), name);
            String place = "#/" + DEFINITIONS + "/" + key;
            Part part = new Part(other, address(named, id(other)), place);
            parts.put(key, part);
            places.put(named.toString(), place);
            places.putIfAbsent(part.address().toString(), place);
        });
        ObjectNode whole = (ObjectNode) moved(schema, root);
        ObjectNode definitions =
                whole.path(DEFINITIONS) instanceof ObjectNode own
                        ? own
                        : whole.putObject(DEFINITIONS);
        parts.forEach((key, part) -> definitions.set(key, moved(part.schema(), part)));
        return whole;
    }

    private static String id(JsonNode schema) {
        return schema.path("$id").asString("").replaceFirst("#.*", "");
    }

    private static URI address(URI base, String reference) {
        if (reference.isEmpty()) {
            return base;
        }
        try {
            return base.resolve(reference);
        } catch (IllegalArgumentException e) {
            return base.resolve(URLEncoder.encode(reference, UTF_8));
        }
    }

    /** Returns a node of a part, with references as they are in the whole. */
    private JsonNode moved(JsonNode node, Part part) {
        return switch (node) {
            case ArrayNode list -> {
                ArrayNode moved = JsonMapper.shared().createArrayNode();
                list.forEach(each -> moved.add(moved(each, part)));
                yield moved;
            }
            case ObjectNode object -> {
                ObjectNode moved = JsonMapper.shared().createObjectNode();
                object.properties().forEach(each -> move(each, part, moved));
                yield moved;
            }
            default -> node;
        };
    }

    private void move(Map.Entry<String, JsonNode> member, Part part, ObjectNode moved) {
        String name = member.getKey();
        JsonNode value = member.getValue();
        if (name.equals(LocalReferences.REF) && value.isString()) {
            moved.put(name, reference(value.stringValue(), part));
        } else {
            moved.set(name, moved(value, part));
        }
    }

    private String reference(String ref, Part part) {
        int end = ref.indexOf('#');
        String document = end < 0 ? ref : ref.substring(0, end);
        String pointer = end < 0 ? "" : ref.substring(end + 1);
        String place =
                document.isEmpty()
                        ? part.place()
                        : places.get(address(part.address(), document).toString());
        boolean known = place != null && (pointer.isEmpty() || pointer.startsWith("/"));
        return known ? place + pointer : ref;
    }
}
