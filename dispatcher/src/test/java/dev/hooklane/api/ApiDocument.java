package dev.hooklane.api;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What {@code openapi.yaml} says, and whether a request and its answer are as it says. */
final class ApiDocument {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonNode document;
    private final SchemaRegistry registry =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

    ApiDocument() {
        try (InputStream yaml = ApiServer.class.getResourceAsStream("/openapi.yaml")) {
            document = new YAMLMapper().readTree(yaml);
        } catch (IOException e) {
            throw new AssertionError("openapi.yaml can't be read", e);
        }
    }

    /** All operations, as {@code GET /v1/endpoints/{id}}. */
    Set<String> operations() {
        Set<String> all = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .propertyNames()
                                .forEach(name -> {
                                    if (METHODS.contains(name)) {
                                        all.add(
                                                name.toUpperCase(Locale.ROOT)
                                                        + " "
                                                        + path.getKey());
                                    }
                                }));
        return all;
    }

    /**
     * The places of keys without a value. There are none on purpose: in {@code {description: Who,
     * or what}}, the words after the comma are such a key.
     */
    List<String> keysWithoutValue() {
        List<String> places = new ArrayList<>();
        addKeysWithoutValue("", document, places);
        return places;
    }

    private static void addKeysWithoutValue(String place, JsonNode node, List<String> places) {
        node.properties()
                .forEach(each -> {
                    String inside = place + "/" + each.getKey();
                    if (each.getValue().isNull()) {
                        places.add(inside);
                    }
                    // Examples are bodies, which have nulls.
                    if (!each.getKey().startsWith("example")) {
                        addKeysWithoutValue(inside, each.getValue(), places);
                    }
                });
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                addKeysWithoutValue(place + "/" + i, node.get(i), places);
            }
        }
    }

    JsonNode operation(String name) {
        String[] parts = name.split(" ", 2);
        return document.path("paths").path(parts[1]).path(parts[0].toLowerCase(Locale.ROOT));
    }

    /** The parameters of an operation and of its path. */
    List<JsonNode> parameters(String operation) {
        JsonNode path = document.path("paths").path(operation.split(" ", 2)[1]);
        return Stream.concat(
                        path.path("parameters").valueStream(),
                        operation(operation).path("parameters").valueStream())
                .map(this::resolved)
                .toList();
    }

    JsonNode schema(String name) {
        return document.path("components").path("schemas").path(name);
    }

    /** Whether an operation refers to that shared parameter. */
    boolean takes(String operation, String parameter) {
        return operation(operation)
                .path("parameters")
                .valueStream()
                .anyMatch(each ->
                        each.path("$ref")
                                .asString("")
                                .equals("#/components/parameters/" + parameter));
    }

    /**
     * Checks an answer, and the request's body if it was accepted.
     *
     * @return what is not as the document says
     */
    List<String> check(
            String method,
            String path,
            Optional<JsonNode> requestBody,
            int status,
            String contentType,
            Optional<JsonNode> body) {
        String template = template(path);
        JsonNode operation =
                document.path("paths").path(template).path(method.toLowerCase(Locale.ROOT));
        if (operation.isMissingNode()) {
            return status == 401 || status == 404 || status == 405
                    ? List.of()
                    : List.of("%s %s is not documented".formatted(method, path));
        }
        JsonNode response = resolved(operation.path("responses").path(Integer.toString(status)));
        if (response.isMissingNode()) {
            return List.of("%s %s does not document status %d".formatted(method, template, status));
        }
        List<String> problems = new ArrayList<>();
        if (status / 100 == 2 && requestBody.isPresent()) {
            JsonNode schema =
                    operation
                            .path("requestBody")
                            .path("content")
                            .path("application/json")
                            .path("schema");
            problems.addAll(
                    errors("request of " + method + " " + template, schema, requestBody.get()));
        }
        String media = contentType.split(";", -1)[0];
        JsonNode content = response.path("content");
        if (content.isMissingNode() ? !media.isEmpty() : !content.has(media)) {
            problems.add(
                    "%s %s does not document content '%s' of status %d"
                            .formatted(method, template, media, status));
        } else if (body.isPresent()) {
            problems.addAll(
                    errors(
                            "status %d of %s %s".formatted(status, method, template),
                            content.path(media).path("schema"),
                            body.get()));
        }
        return problems;
    }

    /** What a value has that its schema does not allow. */
    List<String> errors(String what, JsonNode schema, JsonNode value) {
        if (schema.isMissingNode()) {
            return List.of(what + " has no documented body");
        }
        return schemas.computeIfAbsent(schema, this::compiled).validate(value).stream()
                .map(error -> what + ": " + error)
                .toList();
    }

    /** References of a part of the document point to the whole one. */
    private Schema compiled(JsonNode part) {
        ObjectNode whole = ((ObjectNode) part).deepCopy();
        whole.set("components", document.path("components"));
        return registry.getSchema(whole);
    }

    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asString().substring(1)) : node;
    }

    /** The documented path that this one is of: the one with the fewest parameters. */
    private String template(String path) {
        return document.path("paths").propertyNames().stream()
                .filter(template -> path.matches(template.replaceAll("\\{[a-z]+}", "[^/]+")))
                .min((one, other) ->
                        Long.compare(
                                one.chars().filter(c -> c == '{').count(),
                                other.chars().filter(c -> c == '{').count()))
                .orElse(path);
    }
}
