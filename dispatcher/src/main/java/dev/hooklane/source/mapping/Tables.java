package dev.hooklane.source.mapping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The tables of a mapping, by their names: in each, single values by their keys. */
final class Tables {
    private final Map<String, Map<String, JsonNode>> byName;

    Tables(Map<String, Map<String, JsonNode>> byName) {
        this.byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    Optional<Map<String, JsonNode>> of(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Set<String> names() {
        return byName.keySet();
    }
}
