package dev.hooklane.api;

import dev.hooklane.event.JsonText;
import dev.hooklane.event.VisibleText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** The fields of a body that is one JSON object; any wrong field ends the request. */
final class JsonFields {
    private static final JsonMapper JSON =
            JsonMapper.builder(JsonText.factory().build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private static final JsonMapper EXACT =
            JSON.rebuild()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private final JsonNode object;
    private final String path;

    private JsonFields(JsonNode object, String path) {
        this.object = object;
        this.path = path;
    }

    /**
     * Reads a body.
     *
     * @param known the only fields that it may have
     * @throws ProblemException if it is not a JSON object, or has other fields
     */
    static JsonFields read(byte[] body, Set<String> known) {
        return of(parse(JSON, body), known);
    }

    /**
     * Reads a body whose numbers keep all their digits.
     *
     * @param known the only fields that it may have
     * @throws ProblemException if it is not a JSON object, or has other fields, or a number that
     *     Java can't hold
     */
    static JsonFields exact(byte[] body, Set<String> known) {
        return of(parse(EXACT, body), known);
    }

    private static JsonFields of(JsonNode json, Set<String> known) {
        if (!json.isObject()) {
            throw Problem.malformed("the body is %s, not a JSON object".formatted(kind(json)));
        }
        json.propertyNames()
                .forEach(name -> {
                    if (!known.contains(name)) {
                        throw unknown(name, known);
                    }
                });
        return new JsonFields(json, "");
    }

    static ProblemException unknown(String name, Set<String> known) {
        String shown = VisibleText.excerpt(name);
        return Problem.invalid(
                shown,
                "field '%s' is unknown here; the fields are %s"
                        .formatted(shown, String.join(", ", known)));
    }

    private static JsonNode parse(JsonMapper mapper, byte[] body) {
        try (JsonParser parser = JsonText.of(body).parser(mapper)) {
            return tree(mapper, parser);
        } catch (JacksonException e) {
            throw notJson(e);
        }
    }

    private static JsonNode tree(JsonMapper mapper, JsonParser parser) {
        try {
            return parser.nextToken() == null ? mapper.missingNode() : mapper.readTree(parser);
        } catch (NumberFormatException e) {
            // Jackson has no exception of its own for an exponent that Java can't hold.
            String field = parser.streamReadContext().pathAsPointer().getMatchingProperty();
            String shown = field == null ? "the body" : VisibleText.excerpt(field);
            throw Problem.invalid(shown, shown + " has a number whose exponent is out of range");
        }
    }

    static ProblemException notJson(JacksonException e) {
        String message = e.getOriginalMessage().lines().findFirst().orElse("");
        return Problem.malformed("the body is not JSON: " + VisibleText.excerpt(message));
    }

    boolean has(String name) {
        return object.has(name);
    }

    /** Reports whether the field is present and null, which clears the setting. */
    boolean isNull(String name) {
        return object.has(name) && object.get(name).isNull();
    }

    /** Returns the field's raw value, if it is present. */
    Optional<JsonNode> json(String name) {
        return Optional.ofNullable(object.get(name));
    }

    int wholeNumber(String name) {
        JsonNode value = object.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw wrong(name, value, "a whole number");
        }
        return value.asInt();
    }

    long longNumber(String name) {
        JsonNode value = object.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(name, value, "a whole number");
        }
        return value.asLong();
    }

    double number(String name) {
        JsonNode value = object.path(name);
        if (!value.isNumber()) {
            throw wrong(name, value, "a number");
        }
        return value.asDoubleOpt()
                .orElseThrow(() -> wrong(name, value, "a number within +-1.8e308"));
    }

    boolean flag(String name) {
        JsonNode value = object.path(name);
        if (!value.isBoolean()) {
            throw wrong(name, value, "true or false");
        }
        return value.asBoolean();
    }

    /** Returns the fields of a field that is an object. */
    JsonFields object(String name, Set<String> known) {
        JsonNode value = object.path(name);
        if (!value.isObject()) {
            throw wrong(name, value, "an object of " + String.join(" and ", known));
        }
        value.propertyNames()
                .forEach(inner -> {
                    if (!known.contains(inner)) {
                        throw unknown(path + name + "." + inner, known);
                    }
                });
        return new JsonFields(value, path + name + ".");
    }

    private ProblemException wrong(String name, JsonNode value, String wanted) {
        String field = path + name;
        String shown = value.isNumber() ? VisibleText.excerpt(value.toString()) : kind(value);
        return value.isMissingNode()
                ? Problem.invalid(field, field + " is missing")
                : Problem.invalid(field, "%s is %s, not %s".formatted(field, shown, wanted));
    }

    /** Returns the names of the fields that are present. */
    Collection<String> names() {
        return object.propertyNames();
    }

    boolean isEmpty() {
        return object.isEmpty();
    }

    String required(String name) {
        return text(name)
                .orElseThrow(() -> Problem.invalid(path + name, path + name + " is missing"));
    }

    Optional<String> text(String name) {
        JsonNode value = object.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw Problem.invalid(
                    path + name, "%s is %s, not a string".formatted(path + name, kind(value)));
        }
        return Optional.of(value.asString());
    }

    /** Returns a text; null stands for none. */
    Optional<String> textOrNull(String name) {
        return isNull(name) ? Optional.empty() : text(name);
    }

    Optional<List<String>> texts(String name) {
        JsonNode value = object.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isArray()) {
            throw Problem.invalid(
                    path + name,
                    "%s is %s, not an array of strings".formatted(path + name, kind(value)));
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value) {
            if (!element.isString()) {
                throw Problem.invalid(
                        path + name,
                        "%s holds %s, not only strings".formatted(path + name, kind(element)));
            }
            texts.add(element.asString());
        }
        return Optional.of(texts);
    }

    Optional<Map<String, String>> textMap(String name) {
        JsonNode value = object.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isObject()) {
            throw Problem.invalid(
                    name, "%s is %s, not an object of strings".formatted(name, kind(value)));
        }
        Map<String, String> map = new LinkedHashMap<>();
        value.properties()
                .forEach(entry -> {
                    if (!entry.getValue().isString()) {
                        throw Problem.invalid(
                                name,
                                "%s.%s is %s, not a string"
                                        .formatted(
                                                name,
                                                VisibleText.excerpt(entry.getKey()),
                                                kind(entry.getValue())));
                    }
                    map.put(entry.getKey(), entry.getValue().asString());
                });
        return Optional.of(map);
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT, POJO -> "an object";
            case ARRAY -> "an array";
            case STRING, BINARY -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case NULL -> "null";
            case MISSING -> "missing";
        };
    }
}
