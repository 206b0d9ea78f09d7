package dev.hooklane.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.catalogue.DataSchema;
import dev.hooklane.yaml.YamlText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;
import tools.jackson.dataformat.yaml.util.StringQuotingChecker;

/**
 * A file that describes a source, in YAML or JSON.
 *
 * @param name of the source
 * @param body what the API takes for it
 */
public record SourceFile(String name, ObjectNode body) {
    private static final String SCHEMA = "/source.schema.json";
    private static final String NAME = "name";
    private static final List<String> FIELDS =
            List.of(
                    NAME,
                    "cluster",
                    "topics",
                    "begin",
                    "keyFormat",
                    "format",
                    "registry",
                    "owner",
                    "mapping");
    private static final YAMLMapper YAML =
            YAMLMapper.builder(
                            YAMLFactory.builder()
                                    .loadSettings(
                                            LoadSettings.builder()
                                                    // The file is the operator's own.
                                                    .setCodePointLimit(Integer.MAX_VALUE)
                                                    .setAllowDuplicateKeys(false)
                                                    .build())
                                    .stringQuotingChecker(new Quotes())
                                    .build())
                    .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                    .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                    .disable(YAMLWriteFeature.SPLIT_LINES)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    /** Puts a constant of a mapping, which is in single quotes itself, into double ones. */
    private static final class Quotes extends StringQuotingChecker.Default {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean needToQuoteValue(String value) {
            return super.needToQuoteValue(value) || value.startsWith("'");
        }
    }

    /** Returns the JSON Schema of such files. */
    public static String schema() {
        try (InputStream file =
                Objects.requireNonNull(SourceFile.class.getResourceAsStream(SCHEMA), SCHEMA)) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it describes no source; the message is one line, and says
     *     where
     */
    public static SourceFile parse(String yaml) {
        JsonNode root;
        try {
            root = YAML.readTree(new YamlText(yaml));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "line %d: it is no YAML: %s"
                            .formatted(
                                    Optional.ofNullable(e.getLocation())
                                            .map(TokenStreamLocation::getLineNr)
                                            .orElse(1),
                                    e.getOriginalMessage().lines().findFirst().orElse("")),
                    e);
        }
        List<String> mismatches =
                DataSchema.read(JsonMapper.shared().readTree(schema())).mismatches(root);
        if (!mismatches.isEmpty()) {
            throw new IllegalArgumentException(withLine(mismatches.getFirst(), yaml));
        }
        ObjectNode body = ((ObjectNode) root).deepCopy();
        body.remove(List.of(NAME, "examples"));
        return new SourceFile(root.path(NAME).asString(), body);
    }

    /**
     * Returns what the API takes to try it. Its name is a part of that: the ids of events are
     * derived from it.
     *
     * @param from from which record on
     */
    public ObjectNode trial(String from) {
        return body.deepCopy().put(NAME, name).put("from", from);
    }

    /**
     * Returns the file that describes a source. Whoever applies it changes nothing.
     *
     * @param source as the API returns it
     */
    public static String text(JsonNode source) {
        ObjectNode file = YAML.createObjectNode();
        for (String field : FIELDS) {
            JsonNode value = source.path(field);
            boolean isBlank = value.isNull() || (value.isString() && value.asString().isEmpty());
            if (!value.isMissingNode() && !isBlank) {
                file.set(field, value);
            }
        }
        return YAML.writeValueAsString(file);
    }

    private static String withLine(String mismatch, String yaml) {
        String pointer = mismatch.startsWith("/") ? mismatch.split(" ", 2)[0] : "";
        return "line %d: %s".formatted(lines(yaml).getOrDefault(pointer, 1), mismatch.strip());
    }

    /** Returns the line of each value, by its JSON Pointer. */
    private static Map<String, Integer> lines(String yaml) {
        Map<String, Integer> lines = new HashMap<>();
        try (JsonParser parser = YAML.createParser(new YamlText(yaml))) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                lines.putIfAbsent(
                        parser.streamReadContext().pathAsPointer().toString(),
                        parser.currentTokenLocation().getLineNr());
            }
        }
        return lines;
    }

    /** Leaves out the mapping, which may hold constants. */
    @Override
    public String toString() {
        return "SourceFile[%s]".formatted(name);
    }
}
