package dev.hooklane.manifest;

import dev.hooklane.yaml.YamlText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;
import tools.jackson.dataformat.yaml.util.StringQuotingChecker;

/**
 * What a manifest file describes: lists of objects, in the form that the API has for them, without
 * their kinds.
 */
public record Manifest(Map<Section, List<ObjectNode>> objects) {
    /** The key of the form's version. A file without it is no manifest. */
    public static final String FORM = "hooklane";

    /** The form that this release reads and writes. */
    public static final int VERSION = 1;

    private static final String KIND = "kind";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final YAMLMapper YAML = mapper(true);

    /** Reads without noting the place of each token, which takes a good part of the time. */
    private static final YAMLMapper PLACELESS = mapper(false);

    private static YAMLMapper mapper(boolean notesPlaces) {
        return YAMLMapper.builder(
                        YAMLFactory.builder()
                                .loadSettings(
                                        // The file is the operator's own.
                                        LoadSettings.builder()
                                                .setCodePointLimit(Integer.MAX_VALUE)
                                                .setAllowDuplicateKeys(false)
                                                .setUseMarks(notesPlaces)
                                                .build())
                                .stringQuotingChecker(new Quotes())
                                .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                .disable(YAMLWriteFeature.SPLIT_LINES)
                .build();
    }

    /** Quotes all that is not visible ASCII, too: YAML counts more line ends than JSON. */
    private static final class Quotes extends StringQuotingChecker.Default {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean needToQuoteName(String name) {
            return super.needToQuoteName(name) || !isVisible(name);
        }

        @Override
        public boolean needToQuoteValue(String value) {
            return super.needToQuoteValue(value) || !isVisible(value);
        }

        private static boolean isVisible(String text) {
            return text.chars().allMatch(c -> c >= ' ' && c <= '~');
        }
    }

    public Manifest {
        objects = Map.copyOf(objects);
    }

    /** Returns the objects of a section, in the order of the file. */
    public List<ObjectNode> of(Section section) {
        return objects.getOrDefault(section, List.of());
    }

    /** Returns how many objects there are. */
    public int size() {
        return objects.values().stream().mapToInt(List::size).sum();
    }

    /** Makes a manifest of what the API lists. Fields that have their default are left out. */
    public static Manifest ofListed(List<JsonNode> listed) {
        Map<Section, List<ObjectNode>> objects = new EnumMap<>(Section.class);
        for (JsonNode each : listed) {
            Section.ofKind(each.path(KIND).asString(""))
                    .ifPresent(section ->
                            objects.computeIfAbsent(section, _ -> new ArrayList<>())
                                    .add(withoutDefaults(section, each)));
        }
        return new Manifest(objects);
    }

    private static ObjectNode withoutDefaults(Section section, JsonNode listed) {
        JsonNode defaults = JSON.readTree(section.defaults());
        ObjectNode object = JSON.createObjectNode();
        listed.properties().stream()
                .filter(field -> !field.getKey().equals(KIND))
                .filter(field -> !field.getValue().equals(defaults.get(field.getKey())))
                .forEach(field -> object.set(field.getKey(), field.getValue()));
        return object;
    }

    /** Returns an object as the API takes it. */
    public static ObjectNode forApi(Section section, ObjectNode object) {
        ObjectNode sent = JSON.createObjectNode();
        sent.put(KIND, section.kind());
        object.properties().forEach(field -> sent.set(field.getKey(), field.getValue()));
        return sent;
    }

    /** Returns the file's text; the same for the same objects. */
    public String toYaml() {
        return YAML.writeValueAsString(file());
    }

    /** Returns the same as one line of JSON, which {@link #parse} reads, too. */
    public String toJson() {
        return JSON.writeValueAsString(file());
    }

    private ObjectNode file() {
        ObjectNode root = JSON.createObjectNode();
        root.put(FORM, VERSION);
        for (Section section : Section.values()) {
            List<ObjectNode> listed = of(section);
            if (!listed.isEmpty()) {
                root.putArray(section.label()).addAll(listed);
            }
        }
        return root;
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it is no manifest; the message is one line, and says
     *     where
     */
    public static Manifest parse(String yaml) {
        JsonNode root = tree(yaml);
        if (root.path(FORM).asInt(0) != VERSION) {
            throw new IllegalArgumentException(
                    "it has no line `%s: %d`, with which manifests begin".formatted(FORM, VERSION));
        }
        Map<Section, List<ObjectNode>> objects = new EnumMap<>(Section.class);
        Map<String, Section> byLabel =
                Stream.of(Section.values())
                        .collect(Collectors.toMap(Section::label, section -> section));
        root.properties().stream()
                .filter(list -> !list.getKey().equals(FORM))
                .forEach(list -> {
                    Section section = byLabel.get(list.getKey());
                    if (section == null) {
                        throw new IllegalArgumentException(
                                "it has '%s'; the lists are %s"
                                        .formatted(
                                                list.getKey(),
                                                String.join(
                                                        ", ", new TreeSet<>(byLabel.keySet()))));
                    }
                    objects.put(section, list(list.getKey(), list.getValue()));
                });
        return new Manifest(objects);
    }

    private static JsonNode tree(String yaml) {
        try {
            return PLACELESS.readTree(new YamlText(yaml));
        } catch (JacksonException _) {
            // Read again, for the place.
        }
        try {
            return YAML.readTree(new YamlText(yaml));
        } catch (JacksonException e) {
            int line =
                    Optional.ofNullable(e.getLocation())
                            .map(TokenStreamLocation::getLineNr)
                            .orElse(1);
            throw new IllegalArgumentException(
                    "line %d: it is no YAML: %s"
                            .formatted(
                                    line, e.getOriginalMessage().lines().findFirst().orElse("")));
        }
    }

    /** Returns a parser of a file that {@link #parse} reads, for the places of its values. */
    static JsonParser parser(String yaml) {
        return YAML.createParser(new YamlText(yaml));
    }

    private static List<ObjectNode> list(String label, JsonNode list) {
        List<ObjectNode> objects = new ArrayList<>();
        if (!list.isNull() && !list.isArray()) {
            throw new IllegalArgumentException("%s is not a list".formatted(label));
        }
        for (JsonNode each : list) {
            if (!(each instanceof ObjectNode object)) {
                throw new IllegalArgumentException(
                        "%s[%d] is not an object".formatted(label, objects.size()));
            }
            objects.add(object);
        }
        return objects;
    }

    /** Contains only sizes, as the objects have URLs. */
    @Override
    public String toString() {
        return "Manifest[%d objects]".formatted(size());
    }
}
