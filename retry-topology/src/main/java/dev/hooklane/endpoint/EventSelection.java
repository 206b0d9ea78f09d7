package dev.hooklane.endpoint;

import dev.hooklane.event.EventType;
import dev.hooklane.event.EventTypes;
import dev.hooklane.filter.EventData;
import dev.hooklane.filter.EventFilter;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The events that an endpoint subscribes to: exact types, groups ({@code message.*}), or all
 * ({@code *}).
 *
 * <p>{@code *} means the domain's events. Hooklane's own operational events go only to endpoints
 * that name them or their group, and {@code webhook.test} can't be selected.
 *
 * @param patterns at least one; sorted, and without those that a wider one covers, so that a type
 *     matches at most one of them
 * @param filter selects among those events by their data
 */
public record EventSelection(List<String> patterns, Optional<EventFilter> filter) {
    public static final String ALL = "*";
    private static final String GROUP_SUFFIX = ".*";

    public EventSelection {
        if (patterns.isEmpty()) {
            throw new IllegalArgumentException("eventTypes is empty; name at least one, or '*'");
        }
        patterns.forEach(EventSelection::check);
        patterns = withoutCovered(patterns);
    }

    public static EventSelection of(String... patterns) {
        return new EventSelection(List.of(patterns));
    }

    /** Selects by type alone. */
    public EventSelection(List<String> patterns) {
        this(patterns, Optional.empty());
    }

    /** Returns this selection with another filter. */
    public EventSelection withFilter(Optional<EventFilter> newFilter) {
        return new EventSelection(patterns, newFilter);
    }

    /**
     * Reports whether the filter accepts an event of a selected type. Hooklane's own events always
     * pass: filters are written for the domain's data, and would silently drop events that report
     * problems.
     */
    public boolean letsThrough(EventType type, EventData data) {
        return filter.isEmpty() || !coveredByAll(type) || filter.get().matches(data);
    }

    public boolean matches(EventType type) {
        return patterns.contains(type.value())
                || (type.isGrouped() && patterns.contains(group(type)))
                || (patterns.contains(ALL) && coveredByAll(type));
    }

    /** Returns the pattern of this type's group, such as {@code message.*}. */
    static String group(EventType type) {
        return type.group() + GROUP_SUFFIX;
    }

    static boolean coveredByAll(EventType type) {
        return !EventTypes.isOwnGroup(type.group());
    }

    private static List<String> withoutCovered(List<String> patterns) {
        TreeSet<String> kept = new TreeSet<>(patterns);
        kept.removeIf(pattern -> covered(pattern, patterns));
        return List.copyOf(kept);
    }

    private static boolean covered(String pattern, List<String> by) {
        if (pattern.equals(ALL)) {
            return false;
        }
        int dot = pattern.indexOf('.');
        String group = dot < 0 ? pattern : pattern.substring(0, dot);
        boolean byGroup =
                dot >= 0 && !pattern.endsWith(GROUP_SUFFIX) && by.contains(group + GROUP_SUFFIX);
        return byGroup || (by.contains(ALL) && !EventTypes.isOwnGroup(group));
    }

    private static void check(String pattern) {
        if (pattern.equals(ALL)) {
            return;
        }
        boolean isGroup = pattern.endsWith(GROUP_SUFFIX);
        // A group is checked as the type "<group>.any", so that one rule applies to all words.
        EventType type = new EventType(isGroup ? pattern.replace(GROUP_SUFFIX, ".any") : pattern);
        if (type.group().equals("webhook")) {
            throw new IllegalArgumentException(
                    "event type '%s' can't be selected; only the test button sends it"
                            .formatted(pattern));
        }
    }
}
