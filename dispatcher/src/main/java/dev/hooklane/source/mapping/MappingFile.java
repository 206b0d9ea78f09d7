package dev.hooklane.source.mapping;

import dev.hooklane.event.VisibleText;
import dev.hooklane.yaml.YamlText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A YAML file with a mapping under {@code mapping}, and examples for it under {@code examples}. */
public final class MappingFile {
    private static final String MAPPING = "mapping";

    /** It keeps all digits of a number. */
    private static final YAMLMapper YAML =
            YAMLMapper.builder(
                            YAMLFactory.builder()
                                    .loadSettings(
                                            LoadSettings.builder()
                                                    // The file is the operator's own.
                                                    .setCodePointLimit(Integer.MAX_VALUE)
                                                    .setAllowDuplicateKeys(false)
                                                    .build())
                                    .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private final Mapping mapping;
    private final List<MappingExample> examples;

    private MappingFile(Mapping mapping, List<MappingExample> examples) {
        this.mapping = mapping;
        this.examples = List.copyOf(examples);
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it has no mapping or one with a mistake, or an example is
     *     none; the message is one line, and says where in the file
     */
    public static MappingFile parse(String yaml) {
        JsonNode root;
        try {
            root = YAML.readTree(new YamlText(yaml));
        } catch (JacksonException e) {
            int line =
                    Optional.ofNullable(e.getLocation())
                            .map(TokenStreamLocation::getLineNr)
                            .orElse(1);
            throw new IllegalArgumentException(
                    "line %d: it is no YAML: %s"
                            .formatted(
                                    line,
                                    VisibleText.excerpt(
                                            e.getOriginalMessage().lines().findFirst().orElse(""))),
                    e);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a number has an exponent beyond that of any", e);
        }
        if (!root.has(MAPPING)) {
            throw new IllegalArgumentException("the file has no mapping");
        }
        Mapping mapping;
        try {
            mapping = Mapping.of(root.get(MAPPING));
        } catch (MappingException e) {
            throw new IllegalArgumentException(inFile(e, yaml), e);
        }
        return new MappingFile(mapping, MappingExample.list(root.path("examples")));
    }

    public Mapping mapping() {
        return mapping;
    }

    public List<MappingExample> examples() {
        return examples;
    }

    /** Returns the mistake with its place in the file. */
    private static String inFile(MappingException mistake, String yaml) {
        Map<String, TokenStreamLocation> places = places(yaml);
        TokenStreamLocation field = places.get(mistake.path());
        if (field == null) {
            return "%s%s"
                    .formatted(
                            mistake.path().isEmpty() ? "" : mistake.path() + ": ", mistake.words());
        }
        FilePlace place = FilePlace.of(yaml, field, fieldText(yaml, mistake), mistake);
        return "line %d, column %d: %s%s"
                .formatted(
                        place.line(),
                        place.column(),
                        mistake.path().isEmpty() ? "" : mistake.path() + ": ",
                        mistake.words());
    }

    private static String fieldText(String yaml, MappingException mistake) {
        try (JsonParser parser = YAML.createParser(new YamlText(yaml))) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING
                        && path(parser.streamReadContext())
                                .equals(MAPPING + "." + mistake.path())) {
                    return parser.getString();
                }
            }
        }
        return "";
    }

    /** Returns where each value of the mapping begins, by its path. */
    private static Map<String, TokenStreamLocation> places(String yaml) {
        Map<String, TokenStreamLocation> places = new HashMap<>();
        try (JsonParser parser = YAML.createParser(new YamlText(yaml))) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                String path = path(parser.streamReadContext());
                if (token == JsonToken.PROPERTY_NAME && path.equals(MAPPING)) {
                    places.put("", parser.currentTokenLocation());
                } else if (token != JsonToken.PROPERTY_NAME && path.startsWith(MAPPING + ".")) {
                    places.putIfAbsent(
                            path.substring(MAPPING.length() + 1), parser.currentTokenLocation());
                }
            }
        }
        return places;
    }

    /** Returns the path of what was read last, as mistakes have it. */
    private static String path(TokenStreamContext context) {
        List<String> steps = new ArrayList<>();
        for (TokenStreamContext at = context; at != null && !at.inRoot(); at = at.getParent()) {
            if (at.inArray()) {
                steps.addFirst("[" + at.getCurrentIndex() + "]");
            } else if (at.currentName() != null) {
                steps.addFirst("." + at.currentName());
            }
        }
        String path = String.join("", steps);
        return path.startsWith(".") ? path.substring(1) : path;
    }
}
