package dev.hooklane.history;

import dev.hooklane.delivery.DeliveryId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list, highest ids first.
 *
 * @param next every id down to this one has been examined, and lower ones may follow; empty at the
 *     end of the list. A page may be short or empty before the end, because the work for each page
 *     is bounded.
 */
public record HistoryPage<T>(List<T> items, Optional<DeliveryId> next) {
    private static final Comparator<DeliveryId> BY_VALUE = Comparator.comparing(DeliveryId::value);

    public HistoryPage {
        items = List.copyOf(items);
    }

    /** Returns this page with something else for each of its items. */
    public <U> HistoryPage<U> map(Function<? super T, U> change) {
        return new HistoryPage<>(items.stream().map(change).toList(), next);
    }

    /** Returns one page made of several pages of the same list. */
    public static <T> HistoryPage<T> merge(
            List<HistoryPage<T>> parts, Function<T, DeliveryId> id, int limit) {
        // Below this id, at least one part has not been examined.
        Optional<DeliveryId> floor =
                parts.stream().flatMap(part -> part.next().stream()).max(BY_VALUE);
        List<T> items =
                parts.stream()
                        .flatMap(part -> part.items().stream())
                        .filter(item ->
                                floor.map(low -> BY_VALUE.compare(id.apply(item), low) >= 0)
                                        .orElse(true))
                        .sorted(Comparator.comparing(id, BY_VALUE).reversed())
                        .toList();
        if (items.size() <= limit) {
            return new HistoryPage<>(items, floor);
        }
        List<T> first = items.subList(0, limit);
        return new HistoryPage<>(first, Optional.of(id.apply(first.getLast())));
    }
}
