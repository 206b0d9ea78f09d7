package dev.hooklane.history;

import dev.hooklane.delivery.DeliveryId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list, the highest ids first.
 *
 * @param next all above this id have been looked at, and there may be more below; empty if this is
 *     the end. A page may be short, or empty, and yet not be the end: the work for one is bounded.
 */
public record HistoryPage<T>(List<T> items, Optional<DeliveryId> next) {
    private static final Comparator<DeliveryId> BY_VALUE = Comparator.comparing(DeliveryId::value);

    public HistoryPage {
        items = List.copyOf(items);
    }

    /** One page of several that were asked for the same. */
    public static <T> HistoryPage<T> merge(
            List<HistoryPage<T>> parts, Function<T, DeliveryId> id, int limit) {
        // Below it, one part or another has not been looked at.
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
