package dev.hooklane.source.format;

import dev.hooklane.event.VisibleText;
import dev.hooklane.source.format.AvroType.Primitive;
import java.util.Arrays;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.FloatNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads a value of Avro into JSON, by the schema that it was written with. A union is what its
 * value is, without the name of the branch. For one value.
 */
final class AvroTree {
    static final int DEPTH_MAX = 200;

    /** A schema can make many values of no bytes at all. */
    static final int VALUES_MAX = 1_000_000;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final AvroInput in;
    private int depth;
    private int values;

    private AvroTree(AvroInput in) {
        this.in = in;
    }

    /**
     * Reads the value that begins at an offset, and ends with the bytes.
     *
     * @throws Undecodable if the bytes are no value of the schema
     */
    static JsonNode read(AvroType schema, byte[] bytes, int offset) {
        // Serializers write bytes that are a whole value as they are, without their length.
        if (schema == Primitive.BYTES) {
            return base64(Arrays.copyOfRange(bytes, offset, bytes.length));
        }
        AvroInput in = new AvroInput(bytes, offset);
        JsonNode value = new AvroTree(in).value(schema);
        if (in.left() > 0) {
            throw new Undecodable("%d bytes are left behind the value".formatted(in.left()));
        }
        return value;
    }

    private JsonNode value(AvroType type) {
        if (++values > VALUES_MAX) {
            throw new Undecodable("is one of more than %,d values".formatted(VALUES_MAX));
        }
        return switch (type) {
            case Primitive primitive -> primitive(primitive);
            case AvroType.Logical logical -> AvroMeaning.read(logical, in);
            case AvroType.Fixed fixed -> base64(in.readFixed(fixed.size()));
            case AvroType.Enumeration symbols -> symbol(symbols);
            case AvroType.Union union -> branch(union);
            case AvroType.Struct record -> nested(() -> record(record));
            case AvroType.Array array -> nested(() -> array(array));
            case AvroType.Map map -> nested(() -> map(map));
        };
    }

    private JsonNode primitive(Primitive type) {
        return switch (type) {
            case NULL -> NullNode.instance;
            case BOOLEAN -> BooleanNode.valueOf(in.readBoolean());
            case INT -> IntNode.valueOf(in.readInt());
            case LONG -> LongNode.valueOf(in.readLong());
            case FLOAT -> single(in.readFloat());
            case DOUBLE -> twice(in.readDouble());
            case BYTES -> base64(in.readBytes());
            case STRING -> StringNode.valueOf(in.readString());
        };
    }

    /** JSON has no NaN; it becomes a text, as in Protobuf's JSON. */
    private static JsonNode single(float number) {
        return Float.isFinite(number)
                ? FloatNode.valueOf(number)
                : StringNode.valueOf(Float.toString(number));
    }

    private static JsonNode twice(double number) {
        return Double.isFinite(number)
                ? DoubleNode.valueOf(number)
                : StringNode.valueOf(Double.toString(number));
    }

    private static JsonNode base64(byte[] bytes) {
        return StringNode.valueOf(Base64.getEncoder().encodeToString(bytes));
    }

    private JsonNode symbol(AvroType.Enumeration symbols) {
        int index = in.readInt();
        if (index < 0 || index >= symbols.symbols().size()) {
            throw new Undecodable(
                    "is symbol %d of %s, which has %d"
                            .formatted(
                                    index,
                                    VisibleText.quoted(symbols.name()),
                                    symbols.symbols().size()));
        }
        return StringNode.valueOf(symbols.symbols().get(index));
    }

    private JsonNode branch(AvroType.Union union) {
        int index = in.readInt();
        if (index < 0 || index >= union.branches().size()) {
            throw new Undecodable(
                    "is branch %d of a union of %d".formatted(index, union.branches().size()));
        }
        // No schema has a union within a union, so this ends.
        return value(union.branches().get(index));
    }

    private interface Nested {
        JsonNode read();
    }

    private JsonNode nested(Nested inner) {
        if (++depth > DEPTH_MAX) {
            throw new Undecodable("is deeper than the limit of %d levels".formatted(DEPTH_MAX));
        }
        JsonNode read = inner.read();
        depth--;
        return read;
    }

    private JsonNode record(AvroType.Struct record) {
        ObjectNode object = NODES.objectNode();
        for (AvroType.Field field : record.fields()) {
            try {
                object.set(field.name(), value(field.type()));
            } catch (Undecodable e) {
                throw e.inField(field.name());
            }
        }
        return object;
    }

    private JsonNode array(AvroType.Array array) {
        ArrayNode list = NODES.arrayNode();
        for (long count = blockCount(); count > 0; count = blockCount()) {
            for (long i = 0; i < count; i++) {
                try {
                    list.add(value(array.items()));
                } catch (Undecodable e) {
                    throw e.inItem(list.size());
                }
            }
        }
        return list;
    }

    private JsonNode map(AvroType.Map map) {
        ObjectNode object = NODES.objectNode();
        for (long count = blockCount(); count > 0; count = blockCount()) {
            for (long i = 0; i < count; i++) {
                try {
                    object.set(in.readString(), value(map.values()));
                } catch (Undecodable e) {
                    throw e.inItem(object.size());
                }
            }
        }
        return object;
    }

    /** Returns how many items follow; a negative count is followed by the bytes that they take. */
    private long blockCount() {
        long count = in.readLong();
        if (count >= 0) {
            return count;
        }
        var _ = in.readLong();
        if (count == Long.MIN_VALUE) {
            throw new Undecodable("is a list of too many items");
        }
        return -count;
    }
}
