package dev.hooklane.lookup;

import java.util.List;
import java.util.Optional;

/**
 * A part of a topic, the newest first.
 *
 * @param next everything up to and including this place has been scanned, and there may be more;
 *     empty at the end. A page may be short, or empty, without being the end: the work for one is
 *     bounded.
 * @param recordsRead how many records were read for it
 */
public record TailPage<T>(List<T> items, Optional<Place> next, int recordsRead) {
    public TailPage {
        items = List.copyOf(items);
    }
}
