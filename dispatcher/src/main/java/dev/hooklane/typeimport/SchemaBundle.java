package dev.hooklane.typeimport;

import dev.hooklane.event.VisibleText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes one JSON Schema 2020-12 of a schema of a document and of those that it refers to. They may
 * be of draft-07 or older, as AsyncAPI's are. For one schema.
 */
final class SchemaBundle {
    private static final Set<String> MAPS =
            Set.of("properties", "patternProperties", "dependentSchemas");
    private static final Set<String> LISTS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final Set<String> SCHEMAS =
            Set.of(
                    "items",
                    "additionalProperties",
                    "unevaluatedItems",
                    "unevaluatedProperties",
                    "contains",
                    "propertyNames",
                    "not",
                    "if",
                    "then",
                    "else",
                    "contentSchema");

    /** What stands for itself elsewhere, or says nothing about the data. */
    private static final Set<String> LEFT_OUT =
            Set.of("$schema", "$id", "id", "definitions", "$defs", "discriminator", "externalDocs");

    /** What {@code $schema} or a media type calls drafts since 2019-09. */
    private static final Pattern SINCE_2019 =
            Pattern.compile("draft[/-](20[0-9]{2}-[0-9]{2}|next)");

    private static final String DEFINITIONS = "$defs";
    private static final int DEPTH_MAX = 200;

    private final LocalReferences references;

    /** Whether what is beside a reference counts; before 2019-09, it was ignored. */
    private final boolean siblingsCount;

    /** The names of those that are referred to, by the references. */
    private final Map<String, String> names = new LinkedHashMap<>();

    private final ObjectNode definitions = JsonMapper.shared().createObjectNode();
    private int depth;

    private SchemaBundle(LocalReferences references, boolean siblingsCount) {
        this.references = references;
        this.siblingsCount = siblingsCount;
    }

    /**
     * Makes the schema.
     *
     * @param draft as the document names it; draft-07 or older if it does not
     * @throws IllegalArgumentException if a reference leads nowhere, or if it does not describe an
     *     object
     */
    static ObjectNode of(LocalReferences references, JsonNode schema, String draft) {
        SchemaBundle bundle = new SchemaBundle(references, SINCE_2019.matcher(draft).find());
        JsonNode whole = bundle.converted(bundle.root(schema));
        if (!(whole instanceof ObjectNode object)) {
            throw new IllegalArgumentException("its payload's schema is no object");
        }
        if (!bundle.definitions.isEmpty()) {
            object.set(DEFINITIONS, bundle.definitions);
        }
        return requireObject(object);
    }

    /** Returns what a schema stands for; itself, if it says more than what it refers to. */
    private JsonNode root(JsonNode schema) {
        if (!siblingsCount) {
            return references.resolved(schema);
        }
        // The next one may say more beside a reference of its own.
        JsonNode ref = schema.path(LocalReferences.REF);
        return ref.isString() && !saysMore(schema) ? references.at(ref.asString()) : schema;
    }

    private static boolean saysMore(JsonNode schema) {
        return schema.propertyStream()
                .map(Map.Entry::getKey)
                .anyMatch(each -> !each.equals(LocalReferences.REF) && !LEFT_OUT.contains(each));
    }

    /**
     * Returns a schema, if it may describe an object.
     *
     * @throws IllegalArgumentException if it does not
     */
    static ObjectNode requireObject(ObjectNode schema) {
        JsonNode type = new LocalReferences(schema).resolved(schema).path("type");
        boolean isObject =
                type.isMissingNode()
                        || type.asString("").equals("object")
                        || type.valueStream().anyMatch(each -> each.asString("").equals("object"));
        if (!isObject) {
            throw new IllegalArgumentException(
                    "its payload is of type %s; the data of an event is an object"
                            .formatted(VisibleText.excerpt(type.toString())));
        }
        return schema;
    }

    private JsonNode converted(JsonNode schema) {
        if (!schema.isObject()) {
            return schema;
        }
        if (++depth > DEPTH_MAX) {
            throw new IllegalArgumentException(
                    "its payload's schema is nested deeper than %d".formatted(DEPTH_MAX));
        }
        JsonNode ref = schema.path(LocalReferences.REF);
        ObjectNode made = JsonMapper.shared().createObjectNode();
        if (ref.isString()) {
            made.put(LocalReferences.REF, "#/" + DEFINITIONS + "/" + defined(ref.asString()));
        }
        if (!ref.isString() || siblingsCount) {
            schema.properties().forEach(each -> add(made, each.getKey(), each.getValue(), schema));
        }
        depth--;
        return made;
    }

    /** Returns the name of a definition, which is made if it is not there yet. */
    private String defined(String ref) {
        String known = names.get(ref);
        if (known != null) {
            return known;
        }
        String wanted = ref.substring(ref.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9_.-]", "_");
        String name = wanted.isEmpty() ? "_" : wanted;
        while (names.containsValue(name)) {
            name += "_";
        }
        names.put(ref, name);
        definitions.set(name, converted(references.at(ref)));
        return name;
    }

    private void add(ObjectNode made, String keyword, JsonNode value, JsonNode schema) {
        if (LEFT_OUT.contains(keyword) || isSet(made, keyword)) {
            return;
        }
        switch (keyword) {
            case "items" -> {
                if (value.isArray()) {
                    made.set("prefixItems", list(value));
                } else {
                    made.set(keyword, converted(value));
                }
            }
            case "additionalItems" -> {
                if (schema.path("items").isArray()) {
                    made.set("items", converted(value));
                }
            }
            case "dependencies" -> addDependencies(made, value);
            case "exclusiveMinimum", "exclusiveMaximum" -> addBound(made, keyword, value, schema);
            case "minimum", "maximum" -> {
                String exclusive =
                        keyword.equals("minimum") ? "exclusiveMinimum" : "exclusiveMaximum";
                if (!isTrue(schema.path(exclusive))) {
                    made.set(keyword, value);
                }
            }
            default -> made.set(keyword, ofKind(keyword, value));
        }
    }

    private static boolean isSet(ObjectNode made, String keyword) {
        return keyword.equals(LocalReferences.REF) && made.has(keyword);
    }

    private JsonNode ofKind(String keyword, JsonNode value) {
        if (MAPS.contains(keyword)) {
            ObjectNode map = JsonMapper.shared().createObjectNode();
            value.properties().forEach(each -> map.set(each.getKey(), converted(each.getValue())));
            return map;
        } else if (LISTS.contains(keyword)) {
            return list(value);
        }
        return SCHEMAS.contains(keyword) ? converted(value) : value;
    }

    private ArrayNode list(JsonNode schemas) {
        ArrayNode list = JsonMapper.shared().createArrayNode();
        schemas.forEach(each -> list.add(converted(each)));
        return list;
    }

    /** Draft-04 says by a boolean that the bound itself is out. */
    private static void addBound(ObjectNode made, String keyword, JsonNode value, JsonNode schema) {
        if (!value.isBoolean()) {
            made.set(keyword, value);
        } else if (isTrue(value)) {
            String bound = keyword.equals("exclusiveMinimum") ? "minimum" : "maximum";
            made.set(keyword, schema.path(bound));
        }
    }

    private static boolean isTrue(JsonNode value) {
        return value.isBoolean() && value.asBoolean();
    }

    private void addDependencies(ObjectNode made, JsonNode dependencies) {
        ObjectNode required = JsonMapper.shared().createObjectNode();
        ObjectNode schemas = JsonMapper.shared().createObjectNode();
        dependencies
                .properties()
                .forEach(each -> {
                    if (each.getValue().isArray()) {
                        required.set(each.getKey(), each.getValue());
                    } else {
                        schemas.set(each.getKey(), converted(each.getValue()));
                    }
                });
        if (!required.isEmpty()) {
            made.set("dependentRequired", required);
        }
        if (!schemas.isEmpty()) {
            made.set("dependentSchemas", schemas);
        }
    }
}
