package dev.hooklane.source.format;

import com.google.protobuf.AnyProto;
import com.google.protobuf.ApiProto;
import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.EmptyProto;
import com.google.protobuf.FieldMaskProto;
import com.google.protobuf.Message;
import com.google.protobuf.SourceContextProto;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.TypeProto;
import com.google.protobuf.WrappersProto;
import dev.hooklane.event.VisibleText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The messages that have a form of their own in JSON.
 *
 * @see <a href="https://protobuf.dev/reference/protobuf/google.protobuf/">Their definitions</a>
 */
enum ProtoWellKnown {
    TIMESTAMP,
    DURATION,
    FIELD_MASK,
    /** A single value that may be absent. */
    WRAPPER,
    STRUCT,
    LIST,
    VALUE,
    ANY;

    private static final Map<String, ProtoWellKnown> NAMED =
            Map.ofEntries(
                    Map.entry("Timestamp", TIMESTAMP),
                    Map.entry("Duration", DURATION),
                    Map.entry("FieldMask", FIELD_MASK),
                    Map.entry("DoubleValue", WRAPPER),
                    Map.entry("FloatValue", WRAPPER),
                    Map.entry("Int64Value", WRAPPER),
                    Map.entry("UInt64Value", WRAPPER),
                    Map.entry("Int32Value", WRAPPER),
                    Map.entry("UInt32Value", WRAPPER),
                    Map.entry("BoolValue", WRAPPER),
                    Map.entry("StringValue", WRAPPER),
                    Map.entry("BytesValue", WRAPPER),
                    Map.entry("Struct", STRUCT),
                    Map.entry("ListValue", LIST),
                    Map.entry("Value", VALUE),
                    Map.entry("Any", ANY));

    /** The files that every compiler has, by their names. Registries need not have them. */
    static final Map<String, FileDescriptor> FILES =
            Stream.of(
                            AnyProto.getDescriptor(),
                            ApiProto.getDescriptor(),
                            DescriptorProtos.getDescriptor(),
                            DurationProto.getDescriptor(),
                            EmptyProto.getDescriptor(),
                            FieldMaskProto.getDescriptor(),
                            SourceContextProto.getDescriptor(),
                            StructProto.getDescriptor(),
                            TimestampProto.getDescriptor(),
                            TypeProto.getDescriptor(),
                            WrappersProto.getDescriptor())
                    .collect(Collectors.toUnmodifiableMap(FileDescriptor::getName, file -> file));

    /** Returns which of them a message is, if it is one. Another of the same name is none. */
    static Optional<ProtoWellKnown> of(Descriptor message) {
        return Optional.ofNullable(NAMED.get(message.getName()))
                .filter(_ -> FILES.get(message.getFile().getName()) == message.getFile());
    }

    /** Reports whether the only symbol of an enum stands for null. */
    static boolean isNull(EnumDescriptor symbols) {
        return symbols.getFullName().equals("google.protobuf.NullValue");
    }

    /** Returns the paths of a field mask, with the names that JSON has. */
    static String mask(Message mask) {
        FieldDescriptor paths = mask.getDescriptorForType().findFieldByNumber(1);
        return ((List<?>) mask.getField(paths))
                .stream().map(path -> inCamelCase((String) path)).collect(Collectors.joining(","));
    }

    private static String inCamelCase(String path) {
        StringBuilder name = new StringBuilder(path.length());
        boolean upper = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean lower = c >= 'a' && c <= 'z';
            if ((c >= 'A' && c <= 'Z') || (upper && !lower)) {
                throw new Undecodable(
                        "is a FieldMask with the path %s, which JSON can't have"
                                .formatted(VisibleText.quoted(path)));
            }
            if (c != '_') {
                name.append(upper ? (char) (c - 'a' + 'A') : c);
            }
            upper = c == '_';
        }
        return name.toString();
    }
}
