package dev.hooklane.http;

import dev.hooklane.delivery.Attempt;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import okhttp3.Headers;

/** What is kept of a response's headers: foreign text, bounded and made harmless. */
final class ResponseHeaders {
    private static final int COUNT_MAX = 64;

    /** Whoever sets one means the client, not those who read its history. */
    private static final Map<String, String> HIDDEN = Map.of("set-cookie", "(hidden)");

    private ResponseHeaders() {}

    /** By lower-case name; of a name that comes more than once the last value. */
    static SortedMap<String, String> kept(Headers headers) {
        if (headers.size() == 0) {
            return Collections.emptySortedMap();
        }
        SortedMap<String, String> kept = new TreeMap<>();
        int left = Attempt.HEADERS_MAX;
        for (int i = 0; i < Math.min(headers.size(), COUNT_MAX); i++) {
            String name = headers.name(i).toLowerCase(Locale.ROOT);
            String value = HIDDEN.getOrDefault(name, ResponseText.line(headers.value(i)));
            left -= name.length() + value.length();
            if (left >= 0) {
                kept.put(name, value);
            }
        }
        return kept;
    }
}
