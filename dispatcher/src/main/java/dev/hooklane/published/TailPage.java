package dev.hooklane.published;

import java.util.List;
import java.util.Optional;

/**
 * A part of a topic, the newest first.
 *
 * @param next all before this place and at it has been looked at, and there may be more; empty if
 *     this is the end. A page may be short, or empty, and yet not be the end: the work for one is
 *     bounded.
 */
public record TailPage<T>(List<T> items, Optional<Place> next) {
    public TailPage {
        items = List.copyOf(items);
    }
}
