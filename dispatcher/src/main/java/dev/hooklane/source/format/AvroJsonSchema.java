package dev.hooklane.source.format;

import dev.hooklane.source.format.AvroType.Primitive;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the JSON Schema of what {@link AvroTree} makes of values. A field that may be null is not
 * required, so that publishers may leave it out. For one schema.
 */
final class AvroJsonSchema {
    /** Of lists and maps in each other; an event type allows far less. */
    private static final int DEPTH_MAX = 200;

    private static final String ANY_OF = "anyOf";
    private static final String TYPE = "type";

    private final Definitions<AvroType.Documented> definitions =
            new Definitions<>(this::documented);
    private int depth;

    private AvroJsonSchema() {}

    /**
     * Makes a schema of JSON Schema 2020-12.
     *
     * @throws Undecodable if it would be too deep
     */
    static ObjectNode of(AvroType type) {
        AvroJsonSchema schema = new AvroJsonSchema();
        return type instanceof AvroType.Struct record
                ? schema.definitions.root(record)
                : schema.definitions.completed(schema.value(type));
    }

    private ObjectNode value(AvroType type) {
        if (++depth > DEPTH_MAX) {
            throw new Undecodable(
                    "has lists and maps in each other over the limit of %d levels"
                            .formatted(DEPTH_MAX));
        }
        ObjectNode schema =
                switch (type) {
                    case Primitive primitive -> primitive(primitive);
                    case AvroType.Logical logical -> logical(logical.meaning());
                    case AvroType.Fixed _ -> JsonTypes.base64();
                    case AvroType.Documented named -> definitions.reference(named, named.name());
                    case AvroType.Union union -> union(union);
                    case AvroType.Array array -> {
                        ObjectNode list = JsonTypes.of("array");
                        list.set("items", value(array.items()));
                        yield list;
                    }
                    case AvroType.Map map -> {
                        ObjectNode object = JsonTypes.of("object");
                        object.set("additionalProperties", value(map.values()));
                        yield object;
                    }
                };
        depth--;
        return schema;
    }

    private static ObjectNode primitive(Primitive type) {
        return switch (type) {
            case NULL -> JsonTypes.of("null");
            case BOOLEAN -> JsonTypes.of("boolean");
            case INT -> JsonTypes.of("integer", "int32");
            case LONG -> JsonTypes.of("integer", "int64");
            case FLOAT, DOUBLE -> JsonTypes.floating();
            case BYTES -> JsonTypes.base64();
            case STRING -> JsonTypes.of("string");
        };
    }

    private static ObjectNode logical(AvroLogical meaning) {
        return switch (meaning) {
            case DECIMAL, BIG_DECIMAL -> JsonTypes.of("number");
            case UUID -> JsonTypes.of("string", "uuid");
            case DATE -> JsonTypes.of("string", "date");
            case TIME_MILLIS, TIME_MICROS -> JsonTypes.of("string", "time-local");
            case TIMESTAMP_MILLIS, TIMESTAMP_MICROS, TIMESTAMP_NANOS ->
                    JsonTypes.of("string", "date-time");
            case LOCAL_TIMESTAMP_MILLIS, LOCAL_TIMESTAMP_MICROS, LOCAL_TIMESTAMP_NANOS ->
                    JsonTypes.of("string", "date-time-local");
            case DURATION -> JsonTypes.of("string", "duration");
        };
    }

    private ObjectNode union(AvroType.Union union) {
        List<ObjectNode> values =
                union.branches().stream()
                        .filter(branch -> branch != Primitive.NULL)
                        .map(this::value)
                        .toList();
        if (!mayBeNull(union)) {
            return anyOf(values);
        }
        return values.isEmpty() ? primitive(Primitive.NULL) : orNull(anyOf(values));
    }

    private static ObjectNode anyOf(List<ObjectNode> values) {
        if (values.size() == 1) {
            return values.getFirst();
        }
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        if (values.isEmpty()) {
            // No value is of a union without branches.
            schema.putObject("not");
        } else {
            schema.putArray(ANY_OF).addAll(values);
        }
        return schema;
    }

    private static boolean mayBeNull(AvroType type) {
        return type == Primitive.NULL
                || (type instanceof AvroType.Union union
                        && union.branches().contains(Primitive.NULL));
    }

    /** What else a schema here says of a type does not concern null. */
    private static ObjectNode orNull(ObjectNode schema) {
        if (schema.path(ANY_OF) instanceof ArrayNode branches) {
            branches.add(primitive(Primitive.NULL));
            return schema;
        } else if (schema.path(TYPE) instanceof ArrayNode types) {
            types.add("null");
            return schema;
        } else if (schema.path(TYPE).isString()) {
            String type = schema.path(TYPE).asString();
            schema.putArray(TYPE).add(type).add("null");
            return schema;
        }
        return anyOf(List.of(schema, primitive(Primitive.NULL)));
    }

    private ObjectNode documented(AvroType.Documented type) {
        return switch (type) {
            case AvroType.Struct record -> record(record);
            case AvroType.Enumeration symbols -> symbols(symbols);
        };
    }

    private static ObjectNode symbols(AvroType.Enumeration symbols) {
        ObjectNode schema = described(JsonTypes.of("string"), symbols.doc());
        ArrayNode names = schema.putArray("enum");
        symbols.symbols().forEach(names::add);
        return schema;
    }

    private ObjectNode record(AvroType.Struct record) {
        ObjectNode schema = described(JsonTypes.of("object"), record.doc());
        ObjectNode properties = schema.putObject("properties");
        Set<String> required = new LinkedHashSet<>();
        for (AvroType.Field field : record.fields()) {
            properties.set(field.name(), described(value(field.type()), field.doc()));
            if (!mayBeNull(field.type())) {
                required.add(field.name());
            }
        }
        JsonTypes.require(schema, required);
        return schema;
    }

    private static ObjectNode described(ObjectNode schema, String doc) {
        return doc.isEmpty() ? schema : schema.put("description", doc);
    }
}
