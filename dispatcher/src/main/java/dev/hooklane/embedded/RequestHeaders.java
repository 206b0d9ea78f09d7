package dev.hooklane.embedded;

import dev.hooklane.http.HeaderNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The headers of a received request; names are looked up without regard to case.
 *
 * @param names those of the sender's own headers
 */
record RequestHeaders(Map<String, List<String>> values, HeaderNames names) {

    /** Copies the values, under names that ignore case. */
    public RequestHeaders {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        values.forEach(
                (name, all) -> copy.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(all));
        copy.replaceAll((name, all) -> List.copyOf(all));
        values = Collections.unmodifiableMap(copy);
    }

    /** Returns the first value with this name. */
    public Optional<String> first(String name) {
        List<String> all = values.get(name);
        return all == null || all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
    }

    /** Returns the approximate number of bytes that the headers take in memory. */
    long sizeBytes() {
        long size = 0;
        for (Map.Entry<String, List<String>> entry : values.entrySet()) {
            size += entry.getKey().length();
            for (String value : entry.getValue()) {
                size += value.length();
            }
        }
        return size;
    }
}
