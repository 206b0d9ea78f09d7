package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What generators of clients make names and types of, in {@code openapi.yaml}. */
final class ClientNamesTest {
    private static final Pattern OPERATION =
            Pattern.compile(
                    "(create|get|list|update|replace|delete|publish|check|test|rotate|archive|restore"
                            + "|retry|revoke|sign|open|try|reseal|apply|start|pause|resume|rewind|cancel)"
                            + "[A-Z][A-Za-z]*");

    private final JsonNode document = read();

    @Test
    void everyOperationHasANameThatBeginsWithAKnownVerb() {
        List<String> names = new ArrayList<>();
        visit(
                document.path("paths"),
                (name, node) -> {
                    if (node.has("responses")) {
                        names.add(node.path("operationId").asString());
                    }
                });

        assertThat(names)
                .hasSizeGreaterThan(50)
                .doesNotHaveDuplicates()
                .allMatch(name -> OPERATION.matcher(name).matches());
    }

    @Test
    void everyObjectWithPropertiesHasANameOfItsOwn() {
        Set<JsonNode> named = new HashSet<>();
        List<String> names = new ArrayList<>();
        document.path("components")
                .path("schemas")
                .properties()
                .forEach(schema -> {
                    names.add(schema.getKey());
                    named.add(schema.getValue());
                });
        List<String> unnamed = new ArrayList<>();
        visit(
                document,
                (name, node) -> {
                    if (node.path("properties").isObject() && !named.contains(node)) {
                        (node.has("title") ? names : unnamed)
                                .add(node.path("title").asString(name));
                    }
                });

        assertThat(unnamed).isEmpty();
        // A generator for Java makes a class EndpointTest that tests Endpoint.
        assertThat(names)
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).doesNotEndWith("Test"));
    }

    @Test
    void everyChoiceAndEveryNumberHasAType() {
        List<String> untyped = new ArrayList<>();
        visit(
                document,
                (name, node) -> {
                    if ((node.path("enum").isArray() || node.has("const")) && !node.has("type")) {
                        untyped.add(name + ": " + node);
                    }
                    if (node.path("type").asString("").equals("number") && !node.has("format")) {
                        untyped.add(name + ": " + node);
                    }
                });

        assertThat(untyped).isEmpty();
    }

    /** Generators forget what may be null in a schema that is composed of others. */
    @Test
    void noSchemaIsComposedOfOthers() {
        List<String> composed = new ArrayList<>();
        visit(
                document,
                (name, node) -> {
                    if (node.has("allOf")) {
                        composed.add(name);
                    }
                });

        assertThat(composed).isEmpty();
    }

    /** So these are written twice, and must not differ. */
    @Test
    void theSameFieldsAreDescribedInTheSameWay() {
        assertThat(properties("EndpointWithSecret", "secret"))
                .isEqualTo(properties("Endpoint", "failingSince"));
        assertThat(properties("KeyWithText", "key")).isEqualTo(properties("Key"));
        assertThat(properties("DeliveryLine", "attempts", "lastAttempt"))
                .isEqualTo(properties("Delivery", "attempts", "attemptsLeftOut"));
    }

    private ObjectNode properties(String schema, String... without) {
        ObjectNode properties =
                ((ObjectNode)
                                document.path("components")
                                        .path("schemas")
                                        .path(schema)
                                        .path("properties"))
                        .deepCopy();
        properties.remove(List.of(without));
        return properties;
    }

    /** Gives each object of the document, with its name; examples are none of them. */
    private static void visit(JsonNode node, BiConsumer<String, JsonNode> visitor) {
        node.properties()
                .forEach(each -> {
                    if (!each.getKey().startsWith("example")) {
                        if (each.getValue().isObject()) {
                            visitor.accept(each.getKey(), each.getValue());
                        }
                        visit(each.getValue(), visitor);
                    }
                });
        if (node.isArray()) {
            for (JsonNode each : node) {
                if (each.isObject()) {
                    visitor.accept("", each);
                }
                visit(each, visitor);
            }
        }
    }

    private static JsonNode read() {
        try (InputStream yaml = ApiServer.class.getResourceAsStream("/openapi.yaml")) {
            return new YAMLMapper().readTree(yaml);
        } catch (IOException e) {
            throw new AssertionError("openapi.yaml can't be read", e);
        }
    }
}
