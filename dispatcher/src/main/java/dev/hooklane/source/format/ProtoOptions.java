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
    private static final String FEATURES = "features";

    private ProtoOptions() {}

    /** Returns an edition that files are written in; the library has others, for itself. */
    static Optional<Edition> edition(String year) {
        return switch (year) {
            case "2023" -> Optional.of(Edition.EDITION_2023);
            case "2024" -> Optional.of(Edition.EDITION_2024);
            default -> Optional.empty();
        };
    }

    /** Reads an option of features, as {@link #value}, or passes over another one. */
    static Optional<FeatureSet> features(ProtoTokens tokens) {
        if (tokens.peek().kind() != Kind.WORD) {
            tokens.skipStatement();
            return Optional.empty();
        }
        Optional<FeatureSet> features = value(tokens, tokens.path());
        tokens.skipStatement();
        return features;
    }

    /**
     * Reads {@code features.NAME = VALUE}, or {@code features = {NAME: VALUE}}, from the sign on.
     * Of another option, nothing is read that matters.
     */
    private static Optional<FeatureSet> value(ProtoTokens tokens, String option) {
        if (option.equals(FEATURES) && tokens.nextIf("=")) {
            return tokens.nextIf("{") ? Optional.of(block(tokens)) : Optional.empty();
        } else if (option.startsWith(FEATURES + ".") && tokens.nextIf("=")) {
            return feature(option.substring(FEATURES.length() + 1), tokens.word());
        }
        return Optional.empty();
    }

    /** Reads features up to a closing brace. Those of one language are passed over. */
    private static FeatureSet block(ProtoTokens tokens) {
        FeatureSet.Builder features = FeatureSet.newBuilder();
        while (!tokens.nextIf("}")) {
            if (tokens.peek().kind() != Kind.WORD) {
                tokens.skipBlock();
                continue;
            }
            String name = tokens.word();
            if (tokens.nextIf(":") && tokens.peek().kind() == Kind.WORD) {
                feature(name, tokens.word()).ifPresent(features::mergeFrom);
            }
        }
        return features.build();
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
        } else {
            value(tokens, name)
                    .ifPresent(features ->
                            field.getOptionsBuilder().getFeaturesBuilder().mergeFrom(features));
        }
    }

    /** Passes over what is left of an option, and the comma behind it. */
    private static void skipOption(ProtoTokens tokens) {
        while (!tokens.peek().is("]") && !tokens.peek().is(",")) {
            if (tokens.peek().kind() == Kind.END) {
                throw tokens.unexpected("']'");
            }
            tokens.skipBlock();
        }
        tokens.nextIf(",");
    }

    private static Optional<FeatureSet> feature(String name, String value) {
        FieldDescriptor feature = FeatureSet.getDescriptor().findFieldByName(name);
        if (feature == null || feature.getJavaType() != FieldDescriptor.JavaType.ENUM) {
            return Optional.empty();
        }
        EnumValueDescriptor chosen = feature.getEnumType().findValueByName(value);
        return chosen == null
                ? Optional.empty()
                : Optional.of(FeatureSet.newBuilder().setField(feature, chosen).build());
    }
}
