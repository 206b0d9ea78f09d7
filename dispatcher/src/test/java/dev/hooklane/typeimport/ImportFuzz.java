package dev.hooklane.typeimport;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.catalogue.CatalogueType;
import dev.hooklane.catalogue.DataSchema;
import dev.hooklane.event.EventType;
import dev.hooklane.fuzz.Promise;
import dev.hooklane.source.registry.RegisteredSchema;
import dev.hooklane.source.registry.SchemaType;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What describes messages: the whole input as an AsyncAPI document, and its lines as a JSON Schema
 * of a registry with those that it refers to, each after its name. Each makes event types, or is
 * refused in one line.
 */
final class ImportFuzz {
    private static final int REASON_MAX = 4_000;

    private ImportFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, UTF_8);
        Promise.decodesOrRefuses(IllegalArgumentException.class, () -> types(text))
                .ifPresent(types -> types.forEach(ImportFuzz::check));
        ImportedType type = RegistrySubjects.type("order.paid", "order.paid-value", schema(text));
        check(type);
        if (type instanceof ImportedType.Described(_, ObjectNode fields)) {
            // Its example is ours, so it fits.
            Promise.isKept(
                    List.of(),
                    DataSchema.read(fields.path("schema")).mismatches(fields.path("example")));
        }
    }

    private static List<ImportedType> types(String document) {
        try {
            return ImportedType.ofAsyncApi(document);
        } catch (IllegalArgumentException e) {
            inOneLine(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private static RegisteredSchema schema(String text) {
        List<String> lines = text.lines().toList();
        List<RegisteredSchema.Reference> references = new ArrayList<>();
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            int space = line.indexOf(' ');
            if (space >= 0) {
                references.add(
                        new RegisteredSchema.Reference(
                                line.substring(0, space), line.substring(space + 1)));
            }
        }
        return new RegisteredSchema(
                7, SchemaType.JSON, lines.isEmpty() ? "" : lines.getFirst(), references);
    }

    private static void check(ImportedType type) {
        switch (type) {
            case ImportedType.Refused(_, String reason) -> inOneLine(reason);
            case ImportedType.Described(String name, ObjectNode fields) -> {
                String description = fields.path("description").asString("");
                if (!EventType.isValid(name)
                        || !fields.path("name").asString("").equals(name)
                        || description.isBlank()
                        || description.length() > CatalogueType.DESCRIPTION_MAX) {
                    throw new AssertionError("no event type: " + fields);
                }
            }
        }
    }

    private static void inOneLine(String reason) {
        if (reason.isEmpty()
                || reason.length() > REASON_MAX
                || reason.chars().anyMatch(c -> c < ' ')) {
            throw new AssertionError("not a line: " + reason);
        }
    }
}
