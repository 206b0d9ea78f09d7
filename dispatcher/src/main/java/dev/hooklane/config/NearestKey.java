package dev.hooklane.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that an unknown name was probably meant to be. */
final class NearestKey {
    /** One part in this many of a name may differ; more makes it another name, not a typo. */
    private static final int DIFFERING_PART = 3;

    private NearestKey() {}

    /** Returns a suggestion to append to a message, or an empty text if nothing is near. */
    static String suggestion(String unknown, Collection<String> known) {
        Optional<String> nearest =
                known.stream().min(Comparator.comparingInt(key -> distance(unknown, key)));
        return nearest.filter(key -> distance(unknown, key) <= unknown.length() / DIFFERING_PART)
                .map("; did you mean %s?"::formatted)
                .orElse("");
    }

    /** Returns how many characters have to be inserted, removed or replaced (Levenshtein). */
    static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[other.length()];
    }
}
