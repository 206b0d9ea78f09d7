package dev.hooklane.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.catalogue.DataSchema;
import dev.hooklane.event.VisibleText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Checks a manifest by its schema, and that it names nothing twice. Needs no installation. */
public final class ManifestCheck {
    private static final String SCHEMA = "/manifest.schema.json";

    /** Fields whose values are not repeated in a message. */
    private static final Set<String> SECRET =
            Set.of("secret", "sealed", "headers", "authorization", "tls");

    private final Map<Section, DataSchema> schemas = new EnumMap<>(Section.class);

    public ManifestCheck() {
        JsonNode definitions = JsonMapper.shared().readTree(schema()).path("$defs");
        for (Section section : Section.values()) {
            schemas.put(section, DataSchema.read(definitions.path(section.label())));
        }
    }

    /** Returns the JSON Schema of manifests. */
    public static String schema() {
        try (InputStream file =
                Objects.requireNonNull(ManifestCheck.class.getResourceAsStream(SCHEMA), SCHEMA)) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what is wrong, a line each: with the line of the file, the place and the value. */
    public List<String> problems(String yaml) {
        Manifest manifest;
        try {
            manifest = Manifest.parse(yaml);
        } catch (IllegalArgumentException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
        Map<String, Integer> lines = lines(yaml);
        List<String> problems = new ArrayList<>();
        for (Section section : Section.values()) {
            DataSchema schema = Objects.requireNonNull(schemas.get(section));
            Map<String, Integer> seen = new HashMap<>();
            List<ObjectNode> objects = manifest.of(section);
            for (int i = 0; i < objects.size(); i++) {
                ObjectNode object = objects.get(i);
                String place = "%s[%d]".formatted(section.label(), i);
                String at = "/%s/%d".formatted(section.label(), i);
                for (String mismatch : schema.mismatches(object)) {
                    String pointer =
                            mismatch.startsWith("/") ? mismatch.substring(0, end(mismatch)) : "";
                    problems.add(
                            "line %d: %s%s: %s%s"
                                    .formatted(
                                            line(lines, at + pointer, at),
                                            place,
                                            pointer.replace('/', '.'),
                                            mismatch.substring(pointer.length()).strip(),
                                            value(object, pointer)));
                }
                for (String name : names(section, object)) {
                    Integer before = seen.putIfAbsent(name, i);
                    if (before != null) {
                        problems.add(
                                "line %d: %s: %s is there already, as %s[%d]"
                                        .formatted(
                                                line(lines, at, at),
                                                place,
                                                name,
                                                section.label(),
                                                before));
                    }
                }
            }
        }
        return problems;
    }

    private static int end(String mismatch) {
        int space = mismatch.indexOf(' ');
        return space < 0 ? mismatch.length() : space;
    }

    private static String value(JsonNode object, String pointer) {
        JsonNode value = object.at(pointer);
        boolean isShown =
                !pointer.isEmpty()
                        && value.isValueNode()
                        && !SECRET.contains(pointer.substring(1).split("/", 2)[0]);
        return isShown ? "; it is " + VisibleText.excerpt(value.toString()) : "";
    }

    /** Returns by what the object is known, and no other may be. */
    private static List<String> names(Section section, ObjectNode object) {
        List<String> names = new ArrayList<>();
        String id = object.path(section.idField()).asString("");
        if (!id.isEmpty()) {
            names.add(section.idField() + " " + VisibleText.excerpt(id));
        }
        String name = object.path("name").asString("");
        boolean isKnownByName =
                section == Section.ENDPOINTS || (section == Section.KEYS && id.isEmpty());
        if (isKnownByName && !name.isEmpty()) {
            names.add(
                    "name %s of account %s"
                            .formatted(
                                    VisibleText.excerpt(name),
                                    VisibleText.excerpt(object.path("account").asString(""))));
        }
        return names;
    }

    private static int line(Map<String, Integer> lines, String pointer, String parent) {
        return lines.getOrDefault(pointer, lines.getOrDefault(parent, 1));
    }

    /** Returns the line of each value, by its JSON Pointer. */
    private static Map<String, Integer> lines(String yaml) {
        Map<String, Integer> lines = new HashMap<>();
        try (JsonParser parser = Manifest.parser(yaml)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                lines.putIfAbsent(
                        parser.streamReadContext().pathAsPointer().toString(),
                        parser.currentTokenLocation().getLineNr());
            }
        }
        return lines;
    }
}
