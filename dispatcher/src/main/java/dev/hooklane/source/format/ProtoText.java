package dev.hooklane.source.format;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.Edition;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the text of a {@code .proto} file into its descriptor, as registries have either. Only what
 * values are read by counts: services, extensions and options are passed over. Names of types stay
 * as they are written; who links the descriptor resolves them. For one text.
 *
 * @see <a href="https://protobuf.dev/reference/protobuf/proto3-spec/">The language</a>
 */
final class ProtoText {
    private static final int NESTING_MAX = 100;

    private static final Map<String, FieldDescriptorProto.Type> SCALARS =
            Stream.of(FieldDescriptorProto.Type.values())
                    .filter(type ->
                            type != FieldDescriptorProto.Type.TYPE_MESSAGE
                                    && type != FieldDescriptorProto.Type.TYPE_GROUP
                                    && type != FieldDescriptorProto.Type.TYPE_ENUM)
                    .collect(
                            Collectors.toMap(
                                    type ->
                                            type.name()
                                                    .substring("TYPE_".length())
                                                    .toLowerCase(Locale.ROOT),
                                    type -> type));

    private final ProtoTokens tokens;
    private boolean proto3;
    private int depth;

    private ProtoText(String text) {
        tokens = new ProtoTokens(text);
    }

    /**
     * Reads a file.
     *
     * @param name of the file, by which others import it
     * @throws Undecodable with the line, if it is none
     */
    static FileDescriptorProto read(String name, String text) {
        return new ProtoText(text).file(name);
    }

    private FileDescriptorProto file(String name) {
        FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder().setName(name);
        while (tokens.peek().kind() != ProtoLexer.Kind.END) {
            tokens.skipVisibility();
            String word = tokens.nextIf(";") ? ";" : tokens.word();
            switch (word) {
                case ";" -> {}
                case "syntax" -> {
                    tokens.expect("=");
                    syntax(file, tokens.string());
                    tokens.expect(";");
                }
                case "edition" -> {
                    tokens.expect("=");
                    file.setSyntax("editions").setEdition(edition(tokens.string()));
                    tokens.expect(";");
                }
                case "package" -> {
                    file.setPackage(tokens.path());
                    tokens.expect(";");
                }
                case "import" -> {
                    if (tokens.peek().is("public")) {
                        file.addPublicDependency(file.getDependencyCount());
                    }
                    if (tokens.peek().kind() == ProtoLexer.Kind.WORD) {
                        tokens.next();
                    }
                    file.addDependency(tokens.string());
                    tokens.expect(";");
                }
                case "message" -> file.addMessageType(message());
                case "enum" -> file.addEnumType(ProtoEnum.read(tokens));
                case "option" ->
                        ProtoOptions.features(tokens)
                                .ifPresent(features ->
                                        file.getOptionsBuilder()
                                                .getFeaturesBuilder()
                                                .mergeFrom(features));
                case "service", "extend" -> tokens.skipStatement();
                default -> throw new Undecodable("has the statement %s".formatted(word));
            }
        }
        return file.build();
    }

    private void syntax(FileDescriptorProto.Builder file, String syntax) {
        proto3 = syntax.equals("proto3");
        if (!proto3 && !syntax.equals("proto2")) {
            throw tokens.unexpected("syntax proto2 or proto3");
        }
        file.setSyntax(syntax);
    }

    private Edition edition(String year) {
        return ProtoOptions.edition(year)
                .orElseThrow(() -> tokens.unexpected("an edition that is known"));
    }

    private DescriptorProto message() {
        return messageBody(DescriptorProto.newBuilder().setName(tokens.word()));
    }

    private DescriptorProto messageBody(DescriptorProto.Builder message) {
        if (++depth > NESTING_MAX) {
            throw new Undecodable(
                    "has messages deeper than the limit of %d levels".formatted(NESTING_MAX));
        }
        List<Integer> optional = new ArrayList<>();
        tokens.expect("{");
        while (!tokens.nextIf("}")) {
            member(message, optional);
        }
        // They come behind those that are written.
        for (int index : optional) {
            FieldDescriptorProto.Builder field = message.getFieldBuilder(index);
            field.setOneofIndex(message.getOneofDeclCount());
            message.addOneofDecl(OneofDescriptorProto.newBuilder().setName("_" + field.getName()));
        }
        depth--;
        return message.build();
    }

    private void member(DescriptorProto.Builder message, List<Integer> optional) {
        if (tokens.nextIf(";")) {
            return;
        }
        tokens.skipVisibility();
        // A field's type may have the name of a keyword.
        boolean named = tokens.peek(1).kind() == ProtoLexer.Kind.WORD;
        switch (tokens.peek().text()) {
            case "message" -> {
                tokens.next();
                message.addNestedType(message());
            }
            case "enum" -> {
                tokens.next();
                message.addEnumType(ProtoEnum.read(tokens));
            }
            case "oneof" -> {
                tokens.next();
                oneof(message);
            }
            case "extend", "option", "reserved", "extensions" -> tokens.skipStatement();
            case "map" -> {
                if (named) {
                    field(message, Optional.empty(), optional);
                } else {
                    map(message);
                }
            }
            case "optional" -> labelled(message, Label.LABEL_OPTIONAL, optional);
            case "required" -> labelled(message, Label.LABEL_REQUIRED, optional);
            case "repeated" -> labelled(message, Label.LABEL_REPEATED, optional);
            default -> field(message, Optional.empty(), optional);
        }
    }

    private void labelled(DescriptorProto.Builder message, Label label, List<Integer> optional) {
        tokens.next();
        field(message, Optional.of(label), optional);
    }

    private void field(
            DescriptorProto.Builder message, Optional<Label> label, List<Integer> optional) {
        FieldDescriptorProto.Builder field = typed(message);
        field.setLabel(label.orElse(Label.LABEL_OPTIONAL));
        if (proto3 && label.isPresent() && label.get() == Label.LABEL_OPTIONAL) {
            field.setProto3Optional(true);
            optional.add(message.getFieldCount());
        }
        message.addField(field);
    }

    /** Reads the type, the name and the rest of a field. */
    private FieldDescriptorProto.Builder typed(DescriptorProto.Builder message) {
        if (tokens.peek().is("group")) {
            return group(message);
        }
        FieldDescriptorProto.Builder field = FieldDescriptorProto.newBuilder();
        type(field, tokens.path());
        numbered(field.setName(tokens.word()));
        tokens.expect(";");
        return field;
    }

    private static void type(FieldDescriptorProto.Builder field, String name) {
        FieldDescriptorProto.Type scalar = SCALARS.get(name);
        if (scalar == null) {
            field.setTypeName(name);
        } else {
            field.setType(scalar);
        }
    }

    private void numbered(FieldDescriptorProto.Builder field) {
        tokens.expect("=");
        field.setNumber(tokens.integer());
        ProtoOptions.ofField(tokens, field);
    }

    private FieldDescriptorProto.Builder group(DescriptorProto.Builder message) {
        tokens.next();
        String name = tokens.word();
        FieldDescriptorProto.Builder field =
                FieldDescriptorProto.newBuilder()
                        .setName(name.toLowerCase(Locale.ROOT))
                        .setType(FieldDescriptorProto.Type.TYPE_GROUP)
                        .setTypeName(name);
        numbered(field);
        message.addNestedType(messageBody(DescriptorProto.newBuilder().setName(name)));
        return field;
    }

    private void oneof(DescriptorProto.Builder message) {
        int index = message.getOneofDeclCount();
        message.addOneofDecl(OneofDescriptorProto.newBuilder().setName(tokens.word()));
        tokens.expect("{");
        while (!tokens.nextIf("}")) {
            if (tokens.peek().is("option")) {
                tokens.skipStatement();
            } else if (!tokens.nextIf(";")) {
                message.addField(
                        typed(message).setLabel(Label.LABEL_OPTIONAL).setOneofIndex(index));
            }
        }
    }

    /** A map is a list of messages that have a key and a value. */
    private void map(DescriptorProto.Builder message) {
        tokens.next();
        tokens.expect("<");
        FieldDescriptorProto.Builder key =
                FieldDescriptorProto.newBuilder()
                        .setName("key")
                        .setNumber(1)
                        .setLabel(Label.LABEL_OPTIONAL);
        type(key, tokens.path());
        tokens.expect(",");
        FieldDescriptorProto.Builder value =
                FieldDescriptorProto.newBuilder()
                        .setName("value")
                        .setNumber(2)
                        .setLabel(Label.LABEL_OPTIONAL);
        type(value, tokens.path());
        tokens.expect(">");
        String name = tokens.word();
        FieldDescriptorProto.Builder field =
                FieldDescriptorProto.newBuilder()
                        .setName(name)
                        .setLabel(Label.LABEL_REPEATED)
                        .setType(FieldDescriptorProto.Type.TYPE_MESSAGE)
                        .setTypeName(entryName(name));
        numbered(field);
        tokens.expect(";");
        DescriptorProto.Builder entry =
                DescriptorProto.newBuilder().setName(entryName(name)).addField(key).addField(value);
        entry.getOptionsBuilder().setMapEntry(true);
        message.addField(field).addNestedType(entry);
    }

    private static String entryName(String field) {
        return Stream.of(field.split("_"))
                        .filter(part -> !part.isEmpty())
                        .map(part ->
                                part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                        .collect(Collectors.joining())
                + "Entry";
    }
}
