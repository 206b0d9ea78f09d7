package dev.hooklane.catalogue;

import dev.hooklane.event.EventType;
import dev.hooklane.event.JsonText;
import dev.hooklane.event.VisibleText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A catalogue as a file: a JSON object with {@code types}, a list of objects with {@code name},
 * {@code description}, {@code example} and, if there is one, {@code schema}. {@code about} says why
 * the catalogue is this one.
 *
 * <p>The file has no dates, so a schema in it applies to every event, whenever it was published.
 */
final class CatalogueFile {
    private static final Set<String> MEMBERS = Set.of("about", "types");
    private static final Set<String> TYPE_MEMBERS =
            Set.of("name", "description", "example", "schema");

    private static final JsonMapper JSON =
            JsonMapper.builder(JsonText.factory().build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private CatalogueFile() {}

    /**
     * Returns the types, in the order of the file.
     *
     * @throws IllegalArgumentException for the first mistake; the message is one line, and names
     *     the line or the type
     */
    static List<CatalogueType> read(byte[] file) {
        JsonNode types = members(parse(file), MEMBERS, "the catalogue").path("types");
        require(types.isArray(), "the catalogue has no list \"types\"");
        require(
                types.size() <= Catalogue.TYPES_MAX,
                "the catalogue has %d types, the limit is %d"
                        .formatted(types.size(), Catalogue.TYPES_MAX));
        List<CatalogueType> read = new ArrayList<>();
        Set<EventType> names = new HashSet<>();
        for (JsonNode json : types) {
            String place = "type %d of the catalogue".formatted(read.size() + 1);
            EventType name = name(json, place);
            require(names.add(name), "event type %s is there twice".formatted(name));
            read.add(type(name, json));
        }
        return List.copyOf(read);
    }

    private static JsonNode parse(byte[] file) {
        try {
            return JsonText.of(file).tree(JSON);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    place(e) + VisibleText.excerpt(e.getOriginalMessage()), e);
        }
    }

    /** A text that is not UTF-8 has no places. */
    private static String place(JacksonException e) {
        return Optional.ofNullable(e.getLocation())
                .map(at -> "line %d, column %d: ".formatted(at.getLineNr(), at.getColumnNr()))
                .orElse("");
    }

    private static EventType name(JsonNode json, String place) {
        return in(place, () -> new EventType(text(members(json, TYPE_MEMBERS, "it"), "name")));
    }

    private static CatalogueType type(EventType name, JsonNode json) {
        return in(
                "event type " + name,
                () -> {
                    Optional<DataSchema> schema =
                            Optional.ofNullable(json.get("schema")).map(DataSchema::read);
                    require(json.has("example"), "example is missing");
                    return new CatalogueType(
                            name,
                            text(json, "description"),
                            CatalogueType.example(name, json.path("example"), schema),
                            schema.map(held -> new SchemaInForce(held, Instant.EPOCH)),
                            Optional.empty(),
                            Optional.empty());
                });
    }

    private static <T> T in(String place, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
        }
    }

    private static JsonNode members(JsonNode json, Set<String> allowed, String what) {
        require(json.isObject(), what + " is not a JSON object");
        for (String member : json.propertyNames()) {
            require(
                    allowed.contains(member),
                    "%s has a member %s; %s are allowed"
                            .formatted(
                                    what,
                                    VisibleText.quoted(member),
                                    String.join(", ", new TreeSet<>(allowed))));
        }
        return json;
    }

    private static String text(JsonNode json, String member) {
        require(json.path(member).isString(), member + " is missing, or is not a text");
        return json.path(member).asString();
    }

    private static void require(boolean rule, String broken) {
        if (!rule) {
            throw new IllegalArgumentException(broken);
        }
    }
}
