package dev.hooklane.http;

import dev.hooklane.delivery.Attempt;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import okhttp3.Headers;

/** The part of a response's headers that is kept: foreign text, bounded and made harmless. */
final class ResponseHeaders {
    private static final int COUNT_MAX = 64;

    /** A cookie is meant for the client, not for those who read the history. */
    private static final Map<String, String> HIDDEN = Map.of("set-cookie", "(hidden)");

    private ResponseHeaders() {}

    /** Returns the headers to keep, by lower-case name; the last value of a repeated name. */
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
