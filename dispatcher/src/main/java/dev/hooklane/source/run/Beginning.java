package dev.hooklane.source.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The beginnings of texts that others wrote, which may be long, and no UTF-8. */
final class Beginning {
    private Beginning() {}

    /** Returns the first characters. Half a surrogate pair becomes a question mark. */
    static String of(String text, int atMost) {
        String cut = text.length() <= atMost ? text : text.substring(0, atMost);
        return new String(cut.getBytes(UTF_8), UTF_8);
    }

    /**
     * Returns the first headers by name.
     *
     * @param atMost how many characters of names and values, all together
     */
    static NavigableMap<String, String> of(Map<String, String> headers, int atMost) {
        NavigableMap<String, String> shown = new TreeMap<>();
        int left = atMost;
        for (Map.Entry<String, String> header : new TreeMap<>(headers).entrySet()) {
            left -= header.getKey().length();
            if (left < 0) {
                return shown;
            }
            String value = of(header.getValue(), left);
            shown.put(of(header.getKey(), atMost), value);
            left -= value.length();
        }
        return shown;
    }
}
