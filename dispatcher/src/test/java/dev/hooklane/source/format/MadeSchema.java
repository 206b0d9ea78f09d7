package dev.hooklane.source.format;

import dev.hooklane.catalogue.DataSchema;
import dev.hooklane.fuzz.Promise;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schema that is made of a schema: an event type takes it or refuses it. */
final class MadeSchema {
    private MadeSchema() {}

    /** Fails if it is taken, and then does not allow a value of the schema. */
    static void allows(Callable<ObjectNode> made, JsonNode value) {
        Optional<ObjectNode> schema = Promise.decodesOrRefuses(Undecodable.class, made);
        Optional<DataSchema> taken =
                schema.flatMap(each ->
                        Promise.decodesOrRefuses(
                                IllegalArgumentException.class, () -> DataSchema.read(each)));
        List<String> wrong = taken.map(each -> each.mismatches(value)).orElse(List.of());
        if (wrong.stream().anyMatch(each -> !each.contains("was given up"))) {
            throw new AssertionError(
                    "its own schema does not allow %s: %s".formatted(value, wrong));
        }
    }
}
