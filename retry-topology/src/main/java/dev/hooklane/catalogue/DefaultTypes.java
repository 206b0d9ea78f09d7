package dev.hooklane.catalogue;

import dev.hooklane.event.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The types that come with Hooklane, read from {@code default-types.json} beside this class. */
final class DefaultTypes {
    private DefaultTypes() {}

    static List<CatalogueType> read() {
        try (InputStream file = DefaultTypes.class.getResourceAsStream("default-types.json")) {
            return JsonMapper.shared()
                    .readTree(file)
                    .valueStream()
                    .map(DefaultTypes::type)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("default-types.json is not readable", e);
        }
    }

    private static CatalogueType type(JsonNode json) {
        EventType type = new EventType(json.required("name").asString());
        return new CatalogueType(
                type,
                json.required("description").asString(),
                CatalogueType.example(type, json.required("example"), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
