package dev.hooklane.console.guide;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Anchors of a document's headings, made of their titles as GitHub makes them. */
final class Anchors {
    private final Set<String> taken = new HashSet<>();

    /** The next heading's; one that there is already gets a number. */
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
