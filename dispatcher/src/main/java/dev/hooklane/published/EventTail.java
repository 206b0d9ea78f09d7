package dev.hooklane.published;

import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.lookup.NewRecords;
import dev.hooklane.lookup.Place;
import dev.hooklane.lookup.TailMark;
import dev.hooklane.lookup.TailPage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The newest events of all accounts, up to the end of the topic as it was a moment ago.
 *
 * @param begin from here on it has all events
 * @param end up to here
 * @param newest the newest first
 */
public record EventTail(TailMark begin, TailMark end, List<ListedEvent> newest) {
    /** How many events are kept; some 2 MB. */
    static final int KEPT_MAX = 5_000;

    private static final Comparator<ListedEvent> NEWEST_FIRST =
            Comparator.comparing(EventTail::place);

    public EventTail {
        newest = List.copyOf(newest);
    }

    /** Returns a tail that begins here. */
    static EventTail at(TailMark end) {
        return new EventTail(end, end, List.of());
    }

    /** Returns the tail with what was appended since; a new one if that was too much to read. */
    EventTail with(NewRecords<ListedEvent> more) {
        if (!more.whole()) {
            return at(more.mark());
        }
        List<ListedEvent> all = new ArrayList<>(more.items());
        all.addAll(newest);
        TailMark from = begin;
        for (ListedEvent dropped : all.subList(Math.min(KEPT_MAX, all.size()), all.size())) {
            from = from.past(dropped.origin().partition(), dropped.origin().offset());
        }
        return new EventTail(from, more.mark(), all.stream().limit(KEPT_MAX).toList());
    }

    /** Reports whether it has all events since a mark. */
    public boolean reaches(TailMark mark) {
        return begin.isUpTo(mark);
    }

    /**
     * Returns the first page of a list, as it is now.
     *
     * @param before the page as it was
     * @param mark up to where it was read
     * @param wanted selects the list's events
     */
    public TailPage<ListedEvent> onto(
            TailPage<ListedEvent> before, TailMark mark, Predicate<ListedEvent> wanted, int limit) {
        Set<SourceEvent.Origin> seen = new HashSet<>();
        Repeats repeats = new Repeats();
        List<ListedEvent> all = new ArrayList<>();
        newest.stream()
                .filter(each -> each.origin().offset() >= mark.offset(each.origin().partition()))
                .forEach(all::add);
        all.addAll(before.items());
        List<ListedEvent> now =
                all.stream()
                        .filter(wanted)
                        .filter(each -> seen.add(each.origin()))
                        .map(repeats::take)
                        .sorted(NEWEST_FIRST)
                        .toList();
        List<ListedEvent> page = now.stream().limit(limit).map(repeats::withFirst).toList();
        return new TailPage<>(
                page, now.size() > limit ? Optional.of(place(page.getLast())) : before.next(), 0);
    }

    private static Place place(ListedEvent event) {
        return new Place(
                event.publishedAt().toEpochMilli(),
                event.origin().partition(),
                event.origin().offset());
    }
}
