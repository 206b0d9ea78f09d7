package dev.hooklane.command;

import dev.hooklane.command.ApiList.Column;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Dead letters counted by what they have in common, the most first. */
final class DeadLetterGroups {
    private DeadLetterGroups() {}

    /**
     * Returns an object for each group, with its name, its count, and when its first and its last
     * dead letter died.
     *
     * @param by the field with the group's name
     * @param name of a dead letter's group
     */
    static List<JsonNode> of(
            List<JsonNode> deadLetters, String by, Function<JsonNode, String> name) {
        Map<String, List<JsonNode>> groups =
                deadLetters.stream()
                        .collect(Collectors.groupingBy(name, TreeMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .sorted(
                        Comparator.comparingInt((Map.Entry<String, List<JsonNode>> group) ->
                                -group.getValue().size()))
                .map(group -> json(by, group.getKey(), group.getValue()))
                .toList();
    }

    private static JsonNode json(String by, String name, List<JsonNode> group) {
        List<String> times =
                group.stream().map(each -> each.path("updatedAt").asString("")).sorted().toList();
        return JsonMapper.shared()
                .createObjectNode()
                .put(by, name)
                .put("count", group.size())
                .put("first", times.getFirst())
                .put("last", times.getLast());
    }

    static List<Column> columns(String by) {
        return List.of(
                Column.of("COUNT", "count"),
                Column.of(by.toUpperCase(Locale.ROOT), by),
                Column.of("FIRST DIED", "first"),
                Column.of("LAST DIED", "last"));
    }
}
