package dev.hooklane.source.format;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.protobuf.UnsafeByteOperations;
import dev.hooklane.event.VisibleText;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * Reads a message of Protobuf into JSON, by the rules of Protobuf itself. A field that can't be
 * absent is always there, also if it has its default, which is not even written. For one message.
 *
 * @see <a href="https://protobuf.dev/programming-guides/json/">ProtoJSON</a>
 */
final class ProtoTree {
    static final int DEPTH_MAX = 200;
    static final int VALUES_MAX = 1_000_000;

    /** Each level holds what it was parsed into. */
    static final int ANYS_MAX = 10;

    /** How deep in a file the type of a message may be. */
    private static final int INDEXES_MAX = 100;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Map<String, Descriptor> messages;
    private final ProtoSize size = new ProtoSize();
    private int depth;
    private int anys;
    private int values;

    private ProtoTree(Map<String, Descriptor> messages) {
        this.messages = messages;
    }

    /**
     * Reads the message that begins at an offset, behind the place of its type in the file.
     *
     * @throws Undecodable if the bytes are no message of the schema
     */
    static JsonNode read(ProtoSchema schema, byte[] bytes, int offset) {
        // Nobody writes to them, so that what is read may share them.
        ByteString whole = UnsafeByteOperations.unsafeWrap(bytes, offset, bytes.length - offset);
        CodedInputStream in = whole.newCodedInput();
        try {
            Descriptor type = type(schema, in);
            ProtoTree tree = new ProtoTree(schema.messages());
            return tree.message(tree.parsed(type, whole.substring(in.getTotalBytesRead())));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The indexes of a type, from the outermost; none stand for the first. */
    static Descriptor type(ProtoSchema schema, CodedInputStream in) throws IOException {
        int count = in.readSInt32();
        if (count < 0 || count > INDEXES_MAX) {
            throw new Undecodable("its type is given by %d indexes".formatted(count));
        }
        List<Descriptor> types = schema.file().getMessageTypes();
        Descriptor type = at(types, count == 0 ? 0 : in.readSInt32());
        for (int i = 1; i < count; i++) {
            type = at(type.getNestedTypes(), in.readSInt32());
        }
        return type;
    }

    private static Descriptor at(List<Descriptor> types, int index) {
        if (index < 0 || index >= types.size()) {
            throw new Undecodable(
                    "its type is number %d of %d in its file or message"
                            .formatted(index, types.size()));
        }
        return types.get(index);
    }

    private Message parsed(Descriptor type, ByteString bytes) throws IOException {
        size.add(type, bytes);
        CodedInputStream in = bytes.newCodedInput();
        in.enableAliasing(true);
        var _ = in.setRecursionLimit(DEPTH_MAX);
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        message.mergeFrom(in);
        in.checkLastTagWas(0);
        return message.buildPartial();
    }

    private static Undecodable unreadable(IOException e) {
        String why = String.valueOf(e.getMessage());
        return new Undecodable(
                why.contains("too many levels of nesting") ? tooDeep() : VisibleText.excerpt(why));
    }

    static String tooDeep() {
        return "it is deeper than the limit of %d levels".formatted(DEPTH_MAX);
    }

    static String tooMany() {
        return "it has more than %,d values".formatted(VALUES_MAX);
    }

    private JsonNode message(Message message) {
        count();
        if (++depth > DEPTH_MAX) {
            throw new Undecodable(tooDeep());
        }
        JsonNode read =
                ProtoWellKnown.of(message.getDescriptorForType())
                        .map(type -> wellKnown(type, message))
                        .orElseGet(() -> fields(message));
        depth--;
        return read;
    }

    private void count() {
        if (++values > VALUES_MAX) {
            throw new Undecodable(tooMany());
        }
    }

    private ObjectNode fields(Message message) {
        ObjectNode object = NODES.objectNode();
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (!field.hasPresence() || message.hasField(field)) {
                try {
                    object.set(field.getJsonName(), field(field, message));
                } catch (Undecodable e) {
                    throw e.inField(field.getName());
                }
            }
        }
        return object;
    }

    private JsonNode field(FieldDescriptor field, Message message) {
        if (field.isMapField()) {
            return map(field, message);
        }
        if (field.isRepeated()) {
            count();
            ArrayNode list = NODES.arrayNode();
            for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
                try {
                    list.add(single(field, message.getRepeatedField(field, i)));
                } catch (Undecodable e) {
                    throw e.inItem(i);
                }
            }
            return list;
        }
        return single(field, message.getField(field));
    }

    private ObjectNode map(FieldDescriptor field, Message message) {
        count();
        ObjectNode object = NODES.objectNode();
        Descriptor entry = field.getMessageType();
        FieldDescriptor key = entry.findFieldByNumber(1);
        FieldDescriptor value = entry.findFieldByNumber(2);
        for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
            Message each = (Message) message.getRepeatedField(field, i);
            try {
                object.set(
                        single(key, each.getField(key)).asString(),
                        single(value, each.getField(value)));
            } catch (Undecodable e) {
                throw e.inItem(i);
            }
        }
        return object;
    }

    private JsonNode single(FieldDescriptor field, Object value) {
        if (value instanceof Message message) {
            return message(message);
        }
        count();
        return switch (field.getType()) {
            case INT32, SINT32, SFIXED32 -> IntNode.valueOf((Integer) value);
            case UINT32, FIXED32 -> LongNode.valueOf(Integer.toUnsignedLong((Integer) value));
            // As texts, as many programs read numbers of JSON as doubles.
            case INT64, SINT64, SFIXED64 -> StringNode.valueOf(value.toString());
            case UINT64, FIXED64 -> StringNode.valueOf(Long.toUnsignedString((Long) value));
            case FLOAT -> number((Float) value);
            case DOUBLE -> number((Double) value);
            case BOOL -> BooleanNode.valueOf((Boolean) value);
            case STRING -> StringNode.valueOf((String) value);
            case BYTES ->
                    StringNode.valueOf(
                            Base64.getEncoder().encodeToString(((ByteString) value).toByteArray()));
            case ENUM -> symbol((EnumValueDescriptor) value);
            case MESSAGE, GROUP -> throw new IllegalStateException("a message is none");
        };
    }

    private static JsonNode number(float number) {
        return Float.isFinite(number)
                ? FloatNode.valueOf(number)
                : StringNode.valueOf(Float.toString(number));
    }

    private static JsonNode number(double number) {
        return Double.isFinite(number)
                ? DoubleNode.valueOf(number)
                : StringNode.valueOf(Double.toString(number));
    }

    /** A number that the schema has no symbol for stays a number. */
    private static JsonNode symbol(EnumValueDescriptor symbol) {
        if (ProtoWellKnown.isNull(symbol.getType())) {
            return NullNode.instance;
        }
        return symbol.getIndex() < 0
                ? IntNode.valueOf(symbol.getNumber())
                : StringNode.valueOf(symbol.getName());
    }

    private JsonNode wellKnown(ProtoWellKnown type, Message message) {
        return switch (type) {
            case TIMESTAMP -> StringNode.valueOf(ProtoTimes.timestamp(message));
            case DURATION -> StringNode.valueOf(ProtoTimes.duration(message));
            case FIELD_MASK -> StringNode.valueOf(ProtoWellKnown.mask(message));
            case WRAPPER -> {
                FieldDescriptor value = field(message, 1);
                yield single(value, message.getField(value));
            }
            case STRUCT -> map(field(message, 1), message);
            case LIST -> field(field(message, 1), message);
            case VALUE ->
                    message.getAllFields().entrySet().stream()
                            .findFirst()
                            .map(set -> single(set.getKey(), set.getValue()))
                            .orElse(NullNode.instance);
            case ANY -> any(message);
        };
    }

    private static FieldDescriptor field(Message message, int number) {
        return message.getDescriptorForType().findFieldByNumber(number);
    }

    private JsonNode any(Message any) {
        String url = (String) any.getField(field(any, 1));
        ByteString bytes = (ByteString) any.getField(field(any, 2));
        if (url.isEmpty() && bytes.isEmpty()) {
            return NODES.objectNode();
        }
        String name = url.substring(url.lastIndexOf('/') + 1);
        Descriptor type =
                Optional.ofNullable(messages.get(name))
                        .orElseThrow(() ->
                                new Undecodable(
                                        "is an Any of type %s, which the schema does not have"
                                                .formatted(VisibleText.quoted(name))));
        if (++anys > ANYS_MAX) {
            throw new Undecodable(
                    "is deeper in Anys than the limit of %d levels".formatted(ANYS_MAX));
        }
        JsonNode read;
        try {
            read = message(parsed(type, bytes));
        } catch (IOException e) {
            throw unreadable(e);
        }
        anys--;
        ObjectNode object = NODES.objectNode().put("@type", url);
        if (ProtoWellKnown.of(type).isPresent()) {
            object.set("value", read);
        } else {
            object.setAll((ObjectNode) read);
        }
        return object;
    }
}
