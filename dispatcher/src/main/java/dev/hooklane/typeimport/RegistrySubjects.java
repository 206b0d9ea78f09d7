package dev.hooklane.typeimport;

import dev.hooklane.call.Bounds;
import dev.hooklane.config.RegistrySettings;
import dev.hooklane.event.EventType;
import dev.hooklane.event.VisibleText;
import dev.hooklane.source.format.ValueSchema;
import dev.hooklane.source.registry.RegisteredSchema;
import dev.hooklane.source.registry.SchemaAnswer;
import dev.hooklane.source.registry.SchemaRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The subjects of a schema registry that speaks Confluent's API. Blocks. */
public final class RegistrySubjects implements AutoCloseable {
    /** A list of a hundred thousand subjects is less than half of it. */
    private static final Bounds BOUNDS = new Bounds(Duration.ofSeconds(10), 16 << 20, 1);

    private static final String VALUES = "-value";
    private static final String KEYS = "-key";

    private static final JsonMapper EXACT =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private final SchemaRegistry registry;

    public RegistrySubjects(RegistrySettings settings) {
        registry = new SchemaRegistry(settings.url().toString(), settings, BOUNDS);
    }

    /** The registry did not answer, or refused. */
    public static final class RegistryException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private RegistryException(String message) {
            super(message);
        }

        private RegistryException(IOException e) {
            super(e.getMessage(), e);
        }
    }

    /**
     * Returns the types of the latest schemas of subjects. Those of keys are passed over.
     *
     * @param pattern which subjects; a {@code *} stands for any text
     * @throws RegistryException if the registry can't be asked
     */
    public List<ImportedType> types(String pattern) {
        Pattern wanted =
                Pattern.compile(
                        Stream.of(pattern.split("\\*", -1))
                                .map(Pattern::quote)
                                .collect(Collectors.joining(".*")));
        List<ImportedType> types = new ArrayList<>();
        subjects().stream()
                .filter(subject -> wanted.matcher(subject).matches())
                .filter(subject -> !subject.endsWith(KEYS))
                .sorted()
                .forEach(subject -> types.add(type(subject)));
        return types;
    }

    private List<String> subjects() {
        try {
            return registry.subjects();
        } catch (IOException e) {
            throw new RegistryException(e);
        }
    }

    private ImportedType type(String subject) {
        String name =
                subject.endsWith(VALUES)
                        ? subject.substring(0, subject.length() - VALUES.length())
                        : subject;
        if (!EventType.isValid(name)) {
            return new ImportedType.Refused(
                    VisibleText.excerpt(subject), "its name is not one of an event type");
        }
        return switch (registry.latest(subject)) {
            case SchemaAnswer.Found(RegisteredSchema schema) -> type(name, subject, schema);
            case SchemaAnswer.Missing(String reason) -> new ImportedType.Refused(name, reason);
            case SchemaAnswer.Unavailable(String reason) -> throw new RegistryException(reason);
        };
    }

    /** Returns what a schema makes as an event type. */
    static ImportedType type(String name, String subject, RegisteredSchema schema) {
        try {
            return described(name, subject, jsonSchema(schema));
        } catch (IllegalArgumentException e) {
            return new ImportedType.Refused(name, String.valueOf(e.getMessage()));
        }
    }

    /** Returns the schema of the event's data. */
    private static ObjectNode jsonSchema(RegisteredSchema schema) {
        return switch (schema.type()) {
            case JSON -> bundled(schema);
            case AVRO -> SchemaBundle.requireObject(ValueSchema.ofAvro(schema));
            case PROTOBUF -> SchemaBundle.requireObject(ValueSchema.ofProtobuf(schema));
        };
    }

    private static ObjectNode bundled(RegisteredSchema schema) {
        Map<String, JsonNode> others = new LinkedHashMap<>();
        schema.references().forEach(each -> others.put(each.name(), read(each.text())));
        JsonNode whole = EmbeddedSchemas.in(read(schema.text()), others);
        return SchemaBundle.of(
                new LocalReferences(whole), whole, whole.path("$schema").asString(""));
    }

    private static JsonNode read(String schema) {
        try {
            return EXACT.readTree(schema);
        } catch (JacksonException | NumberFormatException e) {
            throw new IllegalArgumentException("its schema is no JSON", e);
        }
    }

    private static ImportedType described(String name, String subject, ObjectNode schema) {
        ObjectNode fields = EXACT.createObjectNode();
        fields.put("name", name);
        fields.put(
                "description",
                ImportedType.description(
                        Stream.of(schema.path("description"), schema.path("title")),
                        "The subject %s.".formatted(subject)));
        fields.set("example", SampleValue.of(Optional.of(schema)));
        fields.set("schema", schema);
        return new ImportedType.Described(name, fields);
    }

    @Override
    public void close() {
        registry.close();
    }
}
