package dev.hooklane.source.format;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the JSON Schema of what {@link ProtoTree} makes of messages. A field is required if it is
 * always there. For one schema.
 */
final class ProtoJsonSchema {
    private static final String INTEGER = "integer";
    private static final String STRING = "string";
    private static final String OBJECT = "object";

    private final Definitions<GenericDescriptor> definitions = new Definitions<>(this::named);

    private ProtoJsonSchema() {}

    /** Makes a schema of JSON Schema 2020-12. */
    static ObjectNode of(Descriptor message) {
        ProtoJsonSchema schema = new ProtoJsonSchema();
        return ProtoWellKnown.of(message)
                .map(type -> schema.wellKnown(type, message))
                .orElseGet(() -> schema.definitions.root(message));
    }

    private ObjectNode named(GenericDescriptor type) {
        return type instanceof EnumDescriptor symbols
                ? symbols(symbols)
                : fields((Descriptor) type);
    }

    private ObjectNode fields(Descriptor message) {
        ObjectNode schema = JsonTypes.of(OBJECT);
        ObjectNode properties = schema.putObject("properties");
        Set<String> required = new LinkedHashSet<>();
        for (FieldDescriptor field : message.getFields()) {
            String name = field.getJsonName();
            // No compiler takes two fields of one name, but the library does.
            properties.set(name, properties.has(name) ? anything() : field(field));
            if (!field.hasPresence()) {
                required.add(name);
            }
        }
        JsonTypes.require(schema, required);
        return schema;
    }

    private ObjectNode field(FieldDescriptor field) {
        if (field.isMapField()) {
            ObjectNode map = JsonTypes.of(OBJECT);
            map.set("additionalProperties", single(field.getMessageType().findFieldByNumber(2)));
            return map;
        } else if (field.isRepeated()) {
            ObjectNode list = JsonTypes.of("array");
            list.set("items", single(field));
            return list;
        }
        return single(field);
    }

    private ObjectNode single(FieldDescriptor field) {
        return switch (field.getType()) {
            case INT32, SINT32, SFIXED32 -> JsonTypes.of(INTEGER, "int32");
            case UINT32, FIXED32 -> JsonTypes.of(INTEGER, "uint32");
            case INT64, SINT64, SFIXED64 -> JsonTypes.of(STRING, "int64");
            case UINT64, FIXED64 -> JsonTypes.of(STRING, "uint64");
            case FLOAT, DOUBLE -> JsonTypes.floating();
            case BOOL -> JsonTypes.of("boolean");
            case STRING -> JsonTypes.of(STRING);
            case BYTES -> JsonTypes.base64();
            case ENUM -> symbol(field.getEnumType());
            case MESSAGE, GROUP -> message(field.getMessageType());
        };
    }

    private ObjectNode symbol(EnumDescriptor symbols) {
        return ProtoWellKnown.isNull(symbols)
                ? JsonTypes.of("null")
                : definitions.reference(symbols, symbols.getFullName());
    }

    /** A number that has no symbol stays one. */
    private static ObjectNode symbols(EnumDescriptor symbols) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        ArrayNode choices = schema.putArray("anyOf");
        ArrayNode names = choices.addObject().putArray("enum");
        symbols.getValues().stream().map(EnumValueDescriptor::getName).forEach(names::add);
        choices.add(JsonTypes.of(INTEGER, "int32"));
        return schema;
    }

    private ObjectNode message(Descriptor message) {
        return ProtoWellKnown.of(message)
                .map(type -> wellKnown(type, message))
                .orElseGet(() -> definitions.reference(message, message.getFullName()));
    }

    private ObjectNode wellKnown(ProtoWellKnown type, Descriptor message) {
        return switch (type) {
            case TIMESTAMP -> JsonTypes.of(STRING, "date-time");
            case DURATION -> text("1.500s");
            case FIELD_MASK -> text("user.displayName,photo");
            case WRAPPER -> single(message.findFieldByNumber(1));
            case STRUCT -> JsonTypes.of(OBJECT);
            case LIST -> JsonTypes.of("array");
            case VALUE -> anything();
            case ANY -> {
                ObjectNode schema = JsonTypes.of(OBJECT);
                schema.putObject("properties").set("@type", JsonTypes.of(STRING));
                yield schema;
            }
        };
    }

    private static ObjectNode anything() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode text(String example) {
        ObjectNode schema = JsonTypes.of(STRING);
        schema.putArray("examples").add(example);
        return schema;
    }
}
