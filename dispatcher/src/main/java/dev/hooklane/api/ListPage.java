package dev.hooklane.api;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A page of a list that is in memory.
 *
 * @param next the place of the last item, where the next page begins; empty at the end
 */
record ListPage<T>(List<T> items, Optional<String> next) {
    ListPage {
        items = List.copyOf(items);
    }

    /**
     * Returns the items after a place, in the order of their places.
     *
     * @param place unique for each item
     * @param after the place where the previous page ended
     */
    static <T> ListPage<T> of(
            Stream<T> all, Function<T, String> place, Optional<String> after, int limit) {
        List<T> rest =
                all.filter(item ->
                                after.map(end -> place.apply(item).compareTo(end) > 0).orElse(true))
                        .sorted(Comparator.comparing(place))
                        .limit(limit + 1L)
                        .toList();
        if (rest.size() <= limit) {
            return new ListPage<>(rest, Optional.empty());
        }
        List<T> items = rest.subList(0, limit);
        return new ListPage<>(items, Optional.of(place.apply(items.getLast())));
    }

    /** Returns the place of an item created at this time, in a list that begins with the newest. */
    static String newestFirst(Instant madeAt, String id) {
        return "%016x/%s".formatted(Long.MAX_VALUE - madeAt.toEpochMilli(), id);
    }
}
