package dev.hooklane.lookup;

import java.util.List;

/**
 * What was appended to a topic since a mark, the newest first.
 *
 * @param mark up to where the topic was read
 * @param whole whether that is all; if not, there was too much to read
 */
public record NewRecords<T>(List<T> items, TailMark mark, boolean whole) {
    public NewRecords {
        items = List.copyOf(items);
    }
}
