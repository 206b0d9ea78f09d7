package dev.hooklane.source.format;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The types with a name of a JSON Schema: each is described once, and may be a part of itself. For
 * one schema.
 *
 * @param <T> a type with a name; two are equal only if they are described the same
 */
final class Definitions<T> {
    private static final String PLACE = "$defs";

    private final Function<T, ObjectNode> describe;
    private final Map<T, ObjectNode> references = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private final Deque<Definition<T>> open = new ArrayDeque<>();

    private record Definition<T>(String name, T type) {}

    /**
     * @param describe makes the schema of a type, with references to others
     */
    Definitions(Function<T, ObjectNode> describe) {
        this.describe = describe;
    }

    /** Returns the whole schema of a type, which is its root. */
    ObjectNode root(T type) {
        references.put(type, reference("#"));
        return completed(describe.apply(type));
    }

    /** Adds the types that a schema refers to. */
    ObjectNode completed(ObjectNode schema) {
        ObjectNode described = JsonNodeFactory.instance.objectNode();
        while (!open.isEmpty()) {
            Definition<T> next = open.remove();
            described.set(next.name(), describe.apply(next.type()));
        }
        if (!described.isEmpty()) {
            schema.set(PLACE, described);
        }
        return schema;
    }

    /**
     * Returns a reference to a type, which is described later.
     *
     * @param fullName parts joined by dots, of which the last one is used
     */
    ObjectNode reference(T type, String fullName) {
        return references.computeIfAbsent(type, _ -> opened(type, fullName)).deepCopy();
    }

    private ObjectNode opened(T type, String fullName) {
        String name =
                fullName.substring(fullName.lastIndexOf('.') + 1).replaceAll("[^A-Za-z0-9_-]", "_");
        // Types of two namespaces may have one name.
        while (name.isEmpty() || !names.add(name)) {
            name += "_";
        }
        open.add(new Definition<>(name, type));
        return reference("#/" + PLACE + "/" + name);
    }

    private static ObjectNode reference(String target) {
        return JsonNodeFactory.instance.objectNode().put("$ref", target);
    }
}
