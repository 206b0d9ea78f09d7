package dev.hooklane.source.run;

import java.util.Collection;
import java.util.stream.Collectors;

/** A line of the log has room for few of many things. */
final class Few {
    private static final int SHOWN = 5;

    private Few() {}

    /** Returns the first of them in words, and how many more there are. */
    static String of(Collection<?> all) {
        String first =
                all.stream().limit(SHOWN).map(Object::toString).collect(Collectors.joining(", "));
        return all.size() <= SHOWN ? first : "%s and %,d more".formatted(first, all.size() - SHOWN);
    }
}
