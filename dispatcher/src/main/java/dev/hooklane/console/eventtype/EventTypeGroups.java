package dev.hooklane.console.eventtype;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The catalogue, group by group. */
public record EventTypeGroups(List<Group> groups) {
    /**
     * In the order in which customers meet them; others follow by name, those about endpoints last.
     */
    private static final List<String> FIRST = List.of("conversation", "message", "bot");

    private static final List<String> LAST = List.of("endpoint", "delivery", "webhook");

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
        Map<String, List<ShownEventType>> byName = new TreeMap<>();
        types.forEach(type ->
                byName.computeIfAbsent(type.path("group").asString(), _ -> new ArrayList<>())
                        .add(ShownEventType.of(type)));
        return new EventTypeGroups(
                byName.entrySet().stream()
                        .map(group -> group(group.getKey(), group.getValue()))
                        .sorted(Comparator.comparingInt(EventTypeGroups::rank))
                        .toList());
    }

    private static Group group(String name, List<ShownEventType> types) {
        return new Group(
                name,
                name.isEmpty()
                        ? name
                        : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1),
                // Tests go to one endpoint, whatever it selects.
                name.equals("webhook") ? "" : name + ".*",
                types);
    }

    private static int rank(Group group) {
        int first = FIRST.indexOf(group.name());
        int last = LAST.indexOf(group.name());
        if (first >= 0) {
            return first;
        }
        return FIRST.size() + 1 + last;
    }
}
