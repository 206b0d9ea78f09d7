package dev.hooklane.config;

import dev.hooklane.yaml.YamlText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads YAML into texts by dotted key: {@code api: {port: 1}} is {@code api.port}.
 *
 * <p>Values are kept as they were written, so that a key of digits keeps its leading zeros. A list
 * becomes its items, separated by commas.
 */
final class FlatYaml {
    private static final YAMLMapper YAML = new YAMLMapper();

    private final JsonParser parser;
    private final List<String> problems;
    private final Map<String, String> values = new LinkedHashMap<>();

    private FlatYaml(JsonParser parser, List<String> problems) {
        this.parser = parser;
        this.problems = problems;
    }

    /** Returns the values; anything that is not valid configuration is added to the problems. */
    static Map<String, String> read(String yaml, List<String> problems) {
        try (JsonParser parser = YAML.createParser(new YamlText(yaml))) {
            FlatYaml flat = new FlatYaml(parser, problems);
            flat.document();
            return flat.values;
        } catch (JacksonException e) {
            problems.add(
                    "file is no YAML: %s at line %d, column %d"
                            .formatted(
                                    firstLine(e.getOriginalMessage()),
                                    e.getLocation().getLineNr(),
                                    e.getLocation().getColumnNr()));
            return Map.of();
        }
    }

    private void document() {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_OBJECT) {
            object("");
        } else if (first != null && first != JsonToken.VALUE_NULL) {
            problems.add(
                    "file holds no settings: it must be keys with values, such as `api.port: 8080`");
        }
    }

    private void object(String prefix) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            String key = prefix + name;
            switch (parser.nextToken()) {
                case START_OBJECT -> object(key + ".");
                case START_ARRAY -> put(key, items(key));
                // A group or setting whose values are all commented out.
                case VALUE_NULL -> {}
                default -> put(key, scalar(key));
            }
        }
    }

    private String items(String key) {
        StringBuilder items = new StringBuilder();
        for (JsonToken item = parser.nextToken();
                item != null && item != JsonToken.END_ARRAY;
                item = parser.nextToken()) {
            if (item.isScalarValue()) {
                items.append(items.isEmpty() ? "" : ",").append(scalar(key));
            } else {
                parser.skipChildren();
                problems.add(key + " has a list or group in its list; allowed: plain values");
            }
        }
        return items.toString();
    }

    private String scalar(String key) {
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            problems.add(key + " is a YAML alias; allowed: the value itself");
        }
        return parser.getString();
    }

    private void put(String key, String value) {
        if (values.put(key, value) != null) {
            problems.add(key + " is set twice");
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("not readable");
    }
}
