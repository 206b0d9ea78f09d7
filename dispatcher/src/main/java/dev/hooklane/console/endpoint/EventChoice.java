package dev.hooklane.console.endpoint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which events an endpoint asks for, as boxes to tick.
 *
 * @param all whether it is all but Hooklane's own
 * @param groups what is published
 * @param own what Hooklane tells of the endpoints themselves, never among all
 * @param gone what was chosen once and is not offered any more
 */
public record EventChoice(boolean all, List<Group> groups, List<Group> own, List<String> gone) {
    private static final String ALL = "*";
    private static final Set<String> OWN_GROUPS = Set.of("endpoint", "delivery");
    private static final String TEST_GROUP = "webhook";

    /** As customers meet them; others follow by name. */
    private static final List<String> FIRST = List.of("conversation", "message", "bot");

    public EventChoice {
        groups = List.copyOf(groups);
        own = List.copyOf(own);
        gone = List.copyOf(gone);
    }

    /**
     * Types with the same first part.
     *
     * @param pattern that stands for all of them
     */
    public record Group(
            String name, String label, String pattern, boolean chosen, List<Type> types) {
        public Group {
            types = List.copyOf(types);
        }
    }

    public record Type(String name, String description, boolean chosen) {}

    static EventChoice of(EventCatalogue catalogue, Set<String> chosen) {
        Map<String, List<CatalogueEntry>> byGroup = new LinkedHashMap<>();
        catalogue.entries().stream()
                .filter(entry -> !entry.group().equals(TEST_GROUP))
                .sorted(
                        Comparator.comparingInt(EventChoice::rank)
                                .thenComparing(CatalogueEntry::group))
                .forEach(entry ->
                        byGroup.computeIfAbsent(entry.group(), _ -> new ArrayList<>()).add(entry));
        List<Group> groups = new ArrayList<>();
        List<Group> own = new ArrayList<>();
        byGroup.forEach((name, entries) ->
                (OWN_GROUPS.contains(name) ? own : groups).add(group(name, entries, chosen)));
        List<String> gone =
                chosen.stream()
                        .filter(pattern ->
                                !pattern.equals(ALL)
                                        && !byGroup.containsKey(pattern.replaceFirst("\\.\\*$", ""))
                                        && catalogue.find(pattern).isEmpty())
                        .sorted()
                        .toList();
        return new EventChoice(chosen.contains(ALL), groups, own, gone);
    }

    /**
     * The patterns that a form asks for: none twice, and no type beside its group.
     *
     * @param all whether all were asked for
     * @param ticked the boxes that are ticked
     */
    static List<String> patterns(boolean all, List<String> ticked) {
        List<String> patterns = new ArrayList<>();
        if (all) {
            patterns.add(ALL);
        }
        ticked.stream()
                .distinct()
                .filter(pattern -> !all || isOwn(pattern))
                .filter(pattern -> pattern.endsWith(".*") || !ticked.contains(groupOf(pattern)))
                .forEach(patterns::add);
        return patterns;
    }

    private static boolean isOwn(String pattern) {
        return OWN_GROUPS.contains(pattern.substring(0, Math.max(0, pattern.indexOf('.'))));
    }

    private static String groupOf(String type) {
        return type.substring(0, Math.max(0, type.indexOf('.'))) + ".*";
    }

    private static int rank(CatalogueEntry entry) {
        int at = FIRST.indexOf(entry.group());
        return at < 0 ? FIRST.size() : at;
    }

    private static Group group(String name, List<CatalogueEntry> entries, Set<String> chosen) {
        String pattern = name + ".*";
        return new Group(
                name,
                name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1),
                pattern,
                chosen.contains(pattern),
                entries.stream()
                        .map(entry ->
                                new Type(
                                        entry.name(),
                                        entry.description(),
                                        chosen.contains(entry.name())))
                        .toList());
    }
}
