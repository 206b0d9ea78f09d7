package dev.hooklane.console.page;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The groups of event types, each with the types whose names begin with the same word. */
public final class EventGroups {
    /** The group of tests, which go to one endpoint, whatever it selects. */
    public static final String TEST = "webhook";

    /** Where types are whose names have no dot. No pattern matches all of them. */
    public static final String NONE = "";

    /** In the order in which customers meet them; others follow by name. */
    private static final List<String> FIRST = List.of("conversation", "message", "bot");

    /** Hooklane's own, which come after all that are published. */
    private static final List<String> OWN = List.of("endpoint", "delivery");

    private EventGroups() {}

    /** Returns the order of groups by their names, in which customers see them. */
    public static Comparator<String> inOrder() {
        return Comparator.comparingInt(EventGroups::rank).thenComparing(Comparator.naturalOrder());
    }

    /** Reports whether the group's types are Hooklane's own events. */
    public static boolean isOwn(String group) {
        return OWN.contains(group);
    }

    /** Returns the group of a type: the part of its name before the first dot. */
    public static String of(String type) {
        return type.substring(0, Math.max(0, type.indexOf('.')));
    }

    /** Returns the name as a heading. */
    public static String label(String group) {
        return group.equals(NONE)
                ? "Others"
                : group.substring(0, 1).toUpperCase(Locale.ROOT) + group.substring(1);
    }

    private static int rank(String group) {
        if (FIRST.contains(group)) {
            return FIRST.indexOf(group);
        }
        int others = FIRST.size();
        if (isOwn(group)) {
            return others + 1 + OWN.indexOf(group);
        }
        return group.equals(TEST) ? others + 1 + OWN.size() : others;
    }
}
