package dev.hooklane.console.guide;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Anchors for a document's headings, derived from their titles as GitHub does. */
final class Anchors {
    private final Set<String> taken = new HashSet<>();

    /** Returns the next heading's anchor; a duplicate gets a number. */
    String of(String title) {
        String name =
                title.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-');
        String anchor = name;
        for (int i = 1; !taken.add(anchor); i++) {
            anchor = name + "-" + i;
        }
        return anchor;
    }
}
