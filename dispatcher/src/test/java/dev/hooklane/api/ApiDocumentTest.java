package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class ApiDocumentTest {
    private static final String LIMIT = "limit";

    private final ApiDocument document = new ApiDocument();

    @Test
    void noTextIsCutAtAComma() {
        assertThat(document.keysWithoutValue()).isEmpty();
    }

    @Test
    void everyResponseWithABodyHasAnExampleThatItsSchemaAllows() {
        List<String> wrong = new ArrayList<>();
        contents((place, content) -> {
            List<JsonNode> examples = examples(content).toList();
            if (examples.isEmpty()) {
                wrong.add(place + " has no example");
            }
            if (place.contains("json")) {
                for (JsonNode example : examples) {
                    wrong.addAll(document.errors(place, content.path("schema"), example));
                }
            }
        });

        assertThat(wrong).isEmpty();
    }

    @Test
    void everyListHasTheSameDefaultAndLimit() {
        assertThat(document.operations())
                .filteredOn(operation ->
                        document.parameters(operation).stream()
                                .anyMatch(each -> each.path("name").asString().equals(LIMIT)))
                .hasSizeGreaterThan(10)
                .allMatch(operation -> document.takes(operation, "Limit"));
        assertThat(document.operations())
                .filteredOn(operation -> document.takes(operation, "Cursor"))
                .allMatch(operation -> document.takes(operation, "Limit"));
    }

    @Test
    void everyProblemNamesItsStatus() {
        List<String> wrong = new ArrayList<>();
        contents((place, content) ->
                examples(content)
                        .filter(example -> place.contains("problem"))
                        .filter(example ->
                                !place.contains(" " + example.path("status").asInt() + " "))
                        .forEach(example -> wrong.add(place + ": " + example)));

        assertThat(wrong).isEmpty();
    }

    /** Gives each content of each response, with its operation, status and type. */
    private void contents(BiConsumer<String, JsonNode> visitor) {
        for (String operation : document.operations()) {
            document.operation(operation)
                    .path("responses")
                    .properties()
                    .forEach(response ->
                            document.resolved(response.getValue())
                                    .path("content")
                                    .properties()
                                    .forEach(content ->
                                            visitor.accept(
                                                    "%s %s %s"
                                                            .formatted(
                                                                    operation,
                                                                    response.getKey(),
                                                                    content.getKey()),
                                                    content.getValue())));
        }
    }

    private Stream<JsonNode> examples(JsonNode content) {
        return Stream.concat(
                content.has("example") ? Stream.of(content.path("example")) : Stream.empty(),
                content.path("examples").valueStream().map(each -> each.path("value")));
    }
}
