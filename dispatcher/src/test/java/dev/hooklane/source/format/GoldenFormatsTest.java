package dev.hooklane.source.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import dev.hooklane.catalogue.DataSchema;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventId;
import dev.hooklane.source.registry.RegisteredSchema;
import dev.hooklane.source.registry.RegisteredSchema.Reference;
import dev.hooklane.source.registry.SchemaAnswer;
import dev.hooklane.source.registry.SchemaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Values that Confluent's own serializers wrote become the JSON that other programs make of them,
 * byte for byte. {@code generate.py}, beside the files, made both.
 */
final class GoldenFormatsTest {
    private static final Pattern IMPORT = Pattern.compile("import \"(shop/[^\"]+)\";");

    private static final JsonMapper EXACT =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    record Case(String name, int id, JsonNode schema, String path, String value, String json) {
        static Case of(JsonNode node) {
            return new Case(
                    node.required("name").asString(),
                    node.required("id").asInt(),
                    node.required("schema"),
                    node.path("text").asString(""),
                    node.required("value").asString(),
                    node.required("json").asString());
        }

        RegisteredSchema registered() {
            List<Reference> references = new ArrayList<>();
            addReferences(schema, references);
            return new RegisteredSchema(
                    id,
                    SchemaType.valueOf(schema.required("type").asString()),
                    schema.required("text").asString(),
                    references);
        }

        private static void addReferences(JsonNode schema, List<Reference> references) {
            for (JsonNode each : schema.path("references")) {
                addReferences(each, references);
                references.add(
                        new Reference(
                                each.required("name").asString(),
                                each.required("text").asString()));
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("avro")
    void avro(Case golden) {
        assertThat(read(golden, golden.registered(), AvroSchema::compile, AvroTree::read))
                .isEqualTo(golden.json());
    }

    /** What an event type asks for that is made of a schema is what values of the schema become. */
    @ParameterizedTest
    @MethodSource("avro")
    void avroIsOfTheJsonSchemaThatIsMadeOfIts(Case golden) {
        DataSchema schema = DataSchema.read(ValueSchema.ofAvro(golden.registered()));

        assertThat(schema.mismatches(EXACT.readTree(golden.json()))).isEmpty();
    }

    static Stream<Case> avro() {
        return StreamSupport.stream(file("avro.json").spliterator(), false).map(Case::of);
    }

    @ParameterizedTest
    @MethodSource("protobuf")
    void protobufByItsDescriptor(Case golden) {
        assertThat(read(golden, golden.registered(), ProtoSchema::compile, ProtoTree::read))
                .isEqualTo(golden.json());
    }

    @ParameterizedTest
    @MethodSource("protobuf")
    void protobufByTheTextOfItsFile(Case golden) {
        assertThat(read(golden, asText(golden), ProtoSchema::compile, ProtoTree::read))
                .isEqualTo(golden.json());
    }

    @ParameterizedTest
    @MethodSource("protobuf")
    void protobufIsOfTheJsonSchemaThatIsMadeOfItsType(Case golden) throws IOException {
        ProtoSchema file = ProtoSchema.compile(golden.registered());
        byte[] value = Base64.getDecoder().decode(golden.value());
        DataSchema schema =
                DataSchema.read(
                        ProtoJsonSchema.of(
                                ProtoTree.type(
                                        file,
                                        CodedInputStream.newInstance(
                                                value,
                                                WireFormat.LENGTH,
                                                value.length - WireFormat.LENGTH))));

        assertThat(schema.mismatches(EXACT.readTree(golden.json()))).isEmpty();
    }

    static Stream<Case> protobuf() {
        return StreamSupport.stream(file("protobuf.json").required("cases").spliterator(), false)
                .map(Case::of);
    }

    @Test
    void thereAreEnough() {
        assertThat(avro().count()).isGreaterThan(60);
        assertThat(protobuf().count()).isGreaterThan(40);
    }

    private static RegisteredSchema asText(Case golden) {
        JsonNode files = file("protobuf.json").required("files");
        String text = files.required(golden.path()).asString();
        List<Reference> imports = new ArrayList<>();
        for (Matcher each = IMPORT.matcher(text); each.find(); ) {
            imports.add(new Reference(each.group(1), files.required(each.group(1)).asString()));
        }
        return new RegisteredSchema(golden.id(), SchemaType.PROTOBUF, text, imports);
    }

    private static <S> String read(
            Case golden,
            RegisteredSchema schema,
            Function<RegisteredSchema, S> compiler,
            SchemaFormat.Reader<S> reader) {
        SchemaFormat<S> format =
                new SchemaFormat<>(
                        new SchemaCache<>(
                                (id, _) -> {
                                    assertThat(id).isEqualTo(golden.id());
                                    return new SchemaAnswer.Found(schema);
                                },
                                compiler,
                                System::nanoTime),
                        reader);
        byte[] value = Base64.getDecoder().decode(golden.value());
        var _ = format.lookUp(value, Long.MAX_VALUE);
        return switch (format.read(value, Map.of())) {
            case SourceFormat.Decoded.Value read ->
                    written(Objects.requireNonNull(read.node(), golden::name));
            case SourceFormat.Decoded.Unreadable(String reason) -> reason;
            case SourceFormat.Decoded.Unavailable(String reason) -> reason;
        };
    }

    /** Returns the JSON as an event has it, with its names in order. */
    private static String written(JsonNode node) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.set("v", sorted(node));
        String payload =
                new String(
                        Event.builder("order.paid")
                                .id(new EventId("evt_1"))
                                .data(data)
                                .build()
                                .payload()
                                .bytes(),
                        UTF_8);
        String start = "\"data\":{\"v\":";
        return payload.substring(payload.indexOf(start) + start.length(), payload.length() - 2);
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            ObjectNode sorted = JsonNodeFactory.instance.objectNode();
            Map<String, JsonNode> members = new TreeMap<>();
            node.properties().forEach(each -> members.put(each.getKey(), each.getValue()));
            members.forEach((name, value) -> sorted.set(name, sorted(value)));
            return sorted;
        }
        if (node.isArray()) {
            ArrayNode sorted = JsonNodeFactory.instance.arrayNode();
            node.forEach(each -> sorted.add(sorted(each)));
            return sorted;
        }
        return node;
    }

    private static JsonNode file(String name) {
        try (InputStream in =
                Objects.requireNonNull(
                        GoldenFormatsTest.class.getResourceAsStream("/formats/" + name), name)) {
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
