package dev.hooklane.source.format;

import com.google.protobuf.DescriptorProtos.Edition;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FeatureSet;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.hooklane.source.format.ProtoLexer.Kind;
import java.util.Optional;

/**
 * Reads the options of a {@code .proto} file that change how values are read or named; the others
 * are passed over.
 */
final class ProtoOptions {
    private static final String FEATURES = "features.";

    private ProtoOptions() {}

    /** Returns an edition that files are written in; the library has others, for itself. */
    static Optional<Edition> edition(String year) {
        return switch (year) {
            case "2023" -> Optional.of(Edition.EDITION_2023);
            case "2024" -> Optional.of(Edition.EDITION_2024);
            default -> Optional.empty();
        };
    }

    /** Reads {@code features.NAME = VALUE;}, or passes over another option. */
    static Optional<FeatureSet> features(ProtoTokens tokens) {
        if (tokens.peek().kind() != Kind.WORD) {
            tokens.skipStatement();
            return Optional.empty();
        }
        String name = tokens.path();
        if (!name.startsWith(FEATURES) || !tokens.nextIf("=")) {
            tokens.skipStatement();
            return Optional.empty();
        }
        Optional<FeatureSet> feature = feature(name, tokens.word());
        tokens.skipStatement();
        return feature;
    }

    /** Reads an option of an enum. */
    static void ofEnum(ProtoTokens tokens, EnumDescriptorProto.Builder symbols) {
        if (tokens.peek().is("allow_alias")) {
            symbols.getOptionsBuilder().setAllowAlias(true);
        }
        features(tokens)
                .ifPresent(features ->
                        symbols.getOptionsBuilder().getFeaturesBuilder().mergeFrom(features));
    }

    /** Reads the options in brackets behind a field, if there are any. */
    static void ofField(ProtoTokens tokens, FieldDescriptorProto.Builder field) {
        if (!tokens.nextIf("[")) {
            return;
        }
        while (!tokens.nextIf("]")) {
            if (tokens.peek().kind() == Kind.WORD) {
                named(tokens, tokens.path(), field);
            }
            skipOption(tokens);
        }
    }

    private static void named(ProtoTokens tokens, String name, FieldDescriptorProto.Builder field) {
        if (name.equals("json_name")) {
            tokens.expect("=");
            field.setJsonName(tokens.string());
        } else if (name.startsWith(FEATURES) && tokens.nextIf("=")) {
            feature(name, tokens.word())
                    .ifPresent(features ->
                            field.getOptionsBuilder().getFeaturesBuilder().mergeFrom(features));
        }
    }

    /** Passes over what is left of an option, and the comma behind it. */
    private static void skipOption(ProtoTokens tokens) {
        int open = 0;
        while (open > 0 || !(tokens.peek().is("]") || tokens.peek().is(","))) {
            if (tokens.peek().kind() == Kind.END) {
                throw tokens.unexpected("']'");
            }
            if (tokens.peek().is("{") || tokens.peek().is("[")) {
                open++;
            } else if (tokens.peek().is("}") || tokens.peek().is("]")) {
                open--;
            }
            tokens.next();
        }
        tokens.nextIf(",");
    }

    private static Optional<FeatureSet> feature(String option, String value) {
        FieldDescriptor feature =
                FeatureSet.getDescriptor().findFieldByName(option.substring(FEATURES.length()));
        if (feature == null || feature.getJavaType() != FieldDescriptor.JavaType.ENUM) {
            return Optional.empty();
        }
        EnumValueDescriptor chosen = feature.getEnumType().findValueByName(value);
        return chosen == null
                ? Optional.empty()
                : Optional.of(FeatureSet.newBuilder().setField(feature, chosen).build());
    }
}
