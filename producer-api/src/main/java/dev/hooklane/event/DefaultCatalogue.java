package dev.hooklane.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The names of the default catalogue's types, in the order of its file. */
final class DefaultCatalogue {
    private DefaultCatalogue() {}

    static List<EventType> types() {
        try (InputStream file = EventTypes.defaultCatalogue()) {
            List<EventType> types = new ArrayList<>();
            for (JsonNode type : JsonMapper.shared().readTree(file).required("types")) {
                types.add(new EventType(type.required("name").asString()));
            }
            return types;
        } catch (IOException e) {
            throw new UncheckedIOException("the default catalogue can't be read", e);
        }
    }
}
