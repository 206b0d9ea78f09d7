package dev.hooklane.source.format;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.hooklane.event.VisibleText;
import dev.hooklane.source.registry.RegisteredSchema;
import dev.hooklane.source.registry.SchemaType;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A registered schema of Protobuf: a file with messages, linked with those that it imports.
 *
 * @param file the file itself
 * @param messages all messages that it or its imports have, by their full names
 */
record ProtoSchema(FileDescriptor file, Map<String, Descriptor> messages) {
    /** Without a way back, which would take long for many blanks. */
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/\\s]++={0,2}+\\s*+");

    ProtoSchema {
        messages = Map.copyOf(messages);
    }

    /**
     * Makes a registered schema ready to read with.
     *
     * @throws Undecodable if it is not one of Protobuf
     */
    static ProtoSchema compile(RegisteredSchema schema) {
        if (schema.type() != SchemaType.PROTOBUF) {
            throw new Undecodable("is of the type %s, not PROTOBUF".formatted(schema.type()));
        }
        Map<String, FileDescriptor> files = new HashMap<>(ProtoWellKnown.FILES);
        for (RegisteredSchema.Reference reference : schema.references()) {
            if (!ProtoWellKnown.FILES.containsKey(reference.name())) {
                files.put(reference.name(), link(reference.name(), reference.text(), files));
            }
        }
        FileDescriptor file = link("schema-%d.proto".formatted(schema.id()), schema.text(), files);
        Map<String, Descriptor> messages = new HashMap<>();
        addMessages(file, messages, new HashSet<>());
        return new ProtoSchema(file, messages);
    }

    /** Returns the first message of the file, which values are of unless they say otherwise. */
    Descriptor first() {
        return file.getMessageTypes().stream()
                .findFirst()
                .orElseThrow(() -> new Undecodable("has no message"));
    }

    private static FileDescriptor link(
            String name, String text, Map<String, FileDescriptor> files) {
        FileDescriptorProto proto =
                BASE64.matcher(text).matches()
                        ? serialized(text).setName(name).build()
                        : ProtoText.read(name, text);
        List<FileDescriptor> imports = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String each : proto.getDependencyList()) {
            Optional.ofNullable(files.get(each))
                    .ifPresentOrElse(imports::add, () -> missing.add(each));
        }
        FileDescriptor file = built(proto, imports, !missing.isEmpty());
        file.getMessageTypes().forEach(message -> requireKnown(message, missing));
        file.getMessageTypes().forEach(ProtoSchema::requireEntries);
        return file;
    }

    /** The library throws whatever it likes at descriptors that no compiler made. */
    private static FileDescriptor built(
            FileDescriptorProto proto, List<FileDescriptor> imports, boolean someMissing) {
        try {
            return FileDescriptor.buildFrom(
                    proto, imports.toArray(new FileDescriptor[0]), someMissing);
        } catch (DescriptorValidationException e) {
            throw new Undecodable("is not valid: " + VisibleText.excerpt(e.getDescription()));
        } catch (RuntimeException e) {
            throw new Undecodable("can't be linked: " + VisibleText.excerpt(e));
        }
    }

    /** Some clients register the descriptor that their compiler made. */
    private static FileDescriptorProto.Builder serialized(String base64) {
        try {
            return FileDescriptorProto.newBuilder()
                    .mergeFrom(Base64.getMimeDecoder().decode(base64));
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new Undecodable("is neither a .proto file nor its descriptor");
        }
    }

    /** An import that is missing does not matter if it is for options alone. */
    private static void requireKnown(Descriptor message, List<String> missing) {
        for (FieldDescriptor field : message.getFields()) {
            if (isPlaceholder(field)) {
                throw new Undecodable(
                        "has field %s of a type that is not there%s"
                                .formatted(
                                        field.getFullName(),
                                        missing.isEmpty()
                                                ? ""
                                                : "; imports without a reference: "
                                                        + VisibleText.excerpt(
                                                                String.join(", ", missing))));
            }
        }
        message.getNestedTypes().forEach(nested -> requireKnown(nested, missing));
    }

    /** The library takes the word of a descriptor for what is an entry of a map. */
    private static void requireEntries(Descriptor message) {
        if (message.getOptions().getMapEntry() && !isEntry(message)) {
            throw new Undecodable(
                    "has map entry %s, which is not a key and a value"
                            .formatted(message.getFullName()));
        }
        message.getNestedTypes().forEach(ProtoSchema::requireEntries);
    }

    private static boolean isEntry(Descriptor message) {
        FieldDescriptor key = message.findFieldByNumber(1);
        FieldDescriptor value = message.findFieldByNumber(2);
        return key != null
                && value != null
                && !key.isRepeated()
                && !value.isRepeated()
                && key.getJavaType() != FieldDescriptor.JavaType.MESSAGE;
    }

    private static boolean isPlaceholder(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case MESSAGE ->
                    field.getMessageType().getFile().getName().endsWith(".placeholder.proto");
            case ENUM -> field.getEnumType().getFile().getName().endsWith(".placeholder.proto");
            default -> false;
        };
    }

    private static void addMessages(
            FileDescriptor file, Map<String, Descriptor> messages, Set<String> seen) {
        if (seen.add(file.getName())) {
            file.getMessageTypes().forEach(message -> addMessage(message, messages));
            file.getDependencies().forEach(each -> addMessages(each, messages, seen));
        }
    }

    private static void addMessage(Descriptor message, Map<String, Descriptor> messages) {
        if (messages.putIfAbsent(message.getFullName(), message) == null) {
            message.getNestedTypes().forEach(nested -> addMessage(nested, messages));
        }
    }
}
