package dev.hooklane.source.format;

import dev.hooklane.event.VisibleText;
import dev.hooklane.source.format.AvroType.Primitive;
import dev.hooklane.source.registry.RegisteredSchema;
import dev.hooklane.source.registry.SchemaType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads schemas of Avro. Only what values are read by counts, and what is said to readers of them:
 * defaults, aliases and orders are for other programs. For one schema and those that it refers to.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/">The specification</a>
 */
final class AvroSchema {
    /** A level of records takes three of JSON. */
    private static final int NESTING_MAX = 2_000;

    /** Of decimals; a number that is written with more digits is none that anybody has. */
    private static final int SCALE_MAX = 1_000;

    /** A namespace is written once, and is a part of the name of each type in it. */
    private static final int NAME_MAX_CHARS = 500;

    private static final JsonMapper JSON =
            new JsonMapper(
                    JsonFactory.builder()
                            .streamReadConstraints(
                                    StreamReadConstraints.builder()
                                            .maxNestingDepth(NESTING_MAX)
                                            .build())
                            .build());

    private final Map<String, AvroType> named = new HashMap<>();

    private AvroSchema() {}

    /**
     * Makes a registered schema ready to read with.
     *
     * @throws Undecodable if it is not one of Avro
     */
    static AvroType compile(RegisteredSchema schema) {
        if (schema.type() != SchemaType.AVRO) {
            throw new Undecodable("is of the type %s, not AVRO".formatted(schema.type()));
        }
        AvroSchema reader = new AvroSchema();
        for (RegisteredSchema.Reference reference : schema.references()) {
            var _ = reader.read(reference.text());
        }
        return reader.read(schema.text());
    }

    private AvroType read(String text) {
        try {
            return type(JSON.readTree(text), "");
        } catch (JacksonException e) {
            throw new Undecodable("is not JSON");
        }
    }

    /**
     * @param space the namespace that the type is in; empty for none
     */
    private AvroType type(JsonNode schema, String space) {
        if (schema.isString()) {
            return byName(schema.stringValue(), space);
        }
        if (schema.isArray()) {
            return union(schema, space);
        }
        if (!schema.isObject()) {
            throw new Undecodable("has a type that is neither a name, an object nor a list");
        }
        return described(schema, space);
    }

    private AvroType union(JsonNode schema, String space) {
        List<AvroType> branches = new ArrayList<>();
        for (JsonNode branch : schema) {
            AvroType type = type(branch, space);
            if (type instanceof AvroType.Union) {
                throw new Undecodable("has a union directly within a union");
            }
            branches.add(type);
        }
        return new AvroType.Union(branches);
    }

    /** Returns the type with its logical type, if it has one that is valid. */
    private static AvroType meant(AvroType written, JsonNode schema) {
        return AvroLogical.named(schema.path("logicalType").asString(""))
                .filter(meaning -> meaning.fits(written))
                .flatMap(meaning -> logical(meaning, written, schema))
                .orElse(written);
    }

    private static Optional<AvroType> logical(
            AvroLogical meaning, AvroType written, JsonNode schema) {
        int scale = meaning == AvroLogical.DECIMAL ? schema.path("scale").asInt(0) : 0;
        return scale < 0 || scale > SCALE_MAX
                ? Optional.empty()
                : Optional.of(new AvroType.Logical(meaning, written, scale));
    }

    private AvroType described(JsonNode schema, String space) {
        JsonNode type = schema.path("type");
        if (!type.isString()) {
            return meant(type(type, space), schema);
        }
        return switch (type.stringValue()) {
            case "record", "error" -> record(schema, space);
            case "enum" -> {
                List<String> symbols = new ArrayList<>();
                schema.path("symbols").forEach(symbol -> symbols.add(symbol.asString("")));
                String name = fullName(schema, space);
                yield known(name, new AvroType.Enumeration(name, doc(schema), symbols));
            }
            case "fixed" -> {
                String name = fullName(schema, space);
                JsonNode size = schema.path("size");
                if (!size.isInt() || size.intValue() < 0) {
                    throw new Undecodable("has no size of fixed %s".formatted(shown(name)));
                }
                // Its name stands for its logical type, too.
                yield known(name, meant(new AvroType.Fixed(name, size.intValue()), schema));
            }
            case "array" -> new AvroType.Array(type(schema.path("items"), space));
            case "map" -> new AvroType.Map(type(schema.path("values"), space));
            case String name -> meant(byName(name, space), schema);
        };
    }

    private AvroType record(JsonNode schema, String space) {
        String name = fullName(schema, space);
        AvroType.Struct record = new AvroType.Struct(name, doc(schema));
        var _ = known(name, record);
        for (JsonNode field : schema.path("fields")) {
            if (!field.path("name").isString()) {
                throw new Undecodable("has a field without a name in %s".formatted(shown(name)));
            }
            record.fields()
                    .add(
                            new AvroType.Field(
                                    field.path("name").stringValue(),
                                    doc(field),
                                    type(field.path("type"), space(name))));
        }
        return record;
    }

    private static String doc(JsonNode described) {
        return described.path("doc").asString("").strip();
    }

    private AvroType known(String name, AvroType type) {
        named.put(name, type);
        return type;
    }

    private AvroType byName(String name, String space) {
        for (Primitive primitive : Primitive.values()) {
            if (name.equals(primitive.name().toLowerCase(Locale.ROOT))) {
                return primitive;
            }
        }
        AvroType found = named.get(name.contains(".") ? name : qualified(name, space));
        if (found == null) {
            // Java's own reader finds names outside of all namespaces, so there are such schemas.
            found = named.get(name);
        }
        if (found == null) {
            throw new Undecodable("refers to %s, which is not there".formatted(shown(name)));
        }
        return found;
    }

    /** Returns the name with its namespace, which may be that of what it is in. */
    private static String fullName(JsonNode schema, String space) {
        String name = unboundedName(schema, space);
        if (name.length() > NAME_MAX_CHARS) {
            throw new Undecodable(
                    "has the name %s of %d characters, over the limit of %d"
                            .formatted(shown(name), name.length(), NAME_MAX_CHARS));
        }
        return name;
    }

    private static String unboundedName(JsonNode schema, String space) {
        JsonNode name = schema.path("name");
        if (!name.isString() || name.stringValue().isEmpty()) {
            throw new Undecodable("has a type without a name");
        }
        if (name.stringValue().contains(".")) {
            return name.stringValue();
        }
        JsonNode own = schema.path("namespace");
        return qualified(name.stringValue(), own.isString() ? own.stringValue() : space);
    }

    private static String qualified(String name, String space) {
        return space.isEmpty() ? name : space + "." + name;
    }

    private static String space(String fullName) {
        return fullName.substring(0, Math.max(0, fullName.lastIndexOf('.')));
    }

    private static String shown(String name) {
        return VisibleText.quoted(name);
    }
}
