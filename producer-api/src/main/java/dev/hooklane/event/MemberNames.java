package dev.hooklane.event;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of one object's members so far. It detects repeated names, because parsers differ on
 * which of the members wins.
 */
final class MemberNames {
    /** Up to this many names, comparing with each is faster than hashing. */
    private static final int MAX_SCANNED = 16;

    private String[] few = new String[4];
    private int count;
    private @Nullable Set<String> many;

    /**
     * Adds a name.
     *
     * @throws Rejection if the object already has it
     */
    void add(String name) {
        if (contains(name)) {
            throw new Rejection(
                    RejectReason.DUPLICATE_KEY,
                    "the key " + VisibleText.quoted(name) + " occurs twice in one object");
        }
        if (many != null) {
            many.add(name);
        } else if (count == MAX_SCANNED) {
            many = new HashSet<>(Arrays.asList(few));
            many.add(name);
        } else {
            if (count == few.length) {
                few = Arrays.copyOf(few, count * 2);
            }
            few[count++] = name;
        }
    }

    private boolean contains(String name) {
        if (many != null) {
            return many.contains(name);
        }
        for (int i = 0; i < count; i++) {
            if (name.equals(few[i])) {
                return true;
            }
        }
        return false;
    }
}
