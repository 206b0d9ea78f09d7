package dev.hooklane.endpoint;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Values that were read before, so that equal ones of many endpoints are kept in memory once: a
 * table of fixed size in which each value has one place, and replaces the one that was there. Any
 * thread may use it.
 *
 * @param <T> immutable, with {@code equals} by value
 */
final class SharedValues<T> {
    private static final int SPREAD = 0x9E3779B9;

    private final AtomicReferenceArray<@Nullable T> places;
    private final int shift;

    /** Creates a table of 2 to the power of {@code bits} places. */
    SharedValues(int bits) {
        places = new AtomicReferenceArray<>(1 << bits);
        shift = Integer.SIZE - bits;
    }

    /** Returns the equal value that was read before, otherwise this one. */
    T same(T value) {
        int place = (value.hashCode() * SPREAD) >>> shift;
        T known = places.get(place);
        if (known != null && known.equals(value)) {
            return known;
        }
        places.set(place, value);
        return value;
    }
}
