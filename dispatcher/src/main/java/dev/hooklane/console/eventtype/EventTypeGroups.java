package dev.hooklane.console.eventtype;

import dev.hooklane.console.page.EventGroups;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The catalogue, group by group. */
public record EventTypeGroups(List<Group> groups) {
    public EventTypeGroups {
        groups = List.copyOf(groups);
    }

    /**
     * Types with the same first part.
     *
     * @param pattern that matches all of them; empty if there is none
     */
    public record Group(String name, String label, String pattern, List<ShownEventType> types) {
        public Group {
            types = List.copyOf(types);
        }
    }

    static EventTypeGroups of(List<JsonNode> types) {
        Map<String, List<ShownEventType>> byName = new TreeMap<>(EventGroups.inOrder());
        types.forEach(type ->
                byName.computeIfAbsent(
                                EventGroups.of(type.path("name").asString()),
                                _ -> new ArrayList<>())
                        .add(ShownEventType.of(type)));
        return new EventTypeGroups(
                byName.entrySet().stream()
                        .map(group -> group(group.getKey(), group.getValue()))
                        .toList());
    }

    private static Group group(String name, List<ShownEventType> types) {
        return new Group(
                name,
                EventGroups.label(name),
                name.equals(EventGroups.TEST) || name.equals(EventGroups.NONE) ? "" : name + ".*",
                types);
    }
}
