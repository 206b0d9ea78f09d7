package dev.hooklane.console.endpoint;

import dev.hooklane.console.page.EventGroups;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The event types of an endpoint, as checkboxes.
 *
 * @param all whether it selects all types except Hooklane's own
 * @param groups the published types
 * @param own Hooklane's own events about endpoints, never part of all
 * @param gone earlier selections that are no longer offered
 */
public record EventChoice(boolean all, List<Group> groups, List<Group> own, List<String> gone) {
    private static final String ALL = "*";

    public EventChoice {
        groups = List.copyOf(groups);
        own = List.copyOf(own);
        gone = List.copyOf(gone);
    }

    /**
     * Types with the same first part.
     *
     * @param pattern that matches all of them; empty if none does
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
                .filter(entry -> !entry.group().equals(EventGroups.TEST))
                .sorted(Comparator.comparing(CatalogueEntry::group, EventGroups.inOrder()))
                .forEach(entry ->
                        byGroup.computeIfAbsent(entry.group(), _ -> new ArrayList<>()).add(entry));
        List<Group> groups = new ArrayList<>();
        List<Group> own = new ArrayList<>();
        byGroup.forEach((name, entries) ->
                (EventGroups.isOwn(name) ? own : groups).add(group(name, entries, chosen)));
        own.sort(Comparator.comparing(Group::name));
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
     * Returns the patterns that a form selects, without duplicates and without types whose group is
     * selected.
     *
     * @param all whether all are selected
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
        return EventGroups.isOwn(EventGroups.of(pattern));
    }

    private static String groupOf(String type) {
        return EventGroups.of(type) + ".*";
    }

    private static Group group(String name, List<CatalogueEntry> entries, Set<String> chosen) {
        String pattern = name.equals(EventGroups.NONE) ? "" : name + ".*";
        return new Group(
                name,
                EventGroups.label(name),
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
