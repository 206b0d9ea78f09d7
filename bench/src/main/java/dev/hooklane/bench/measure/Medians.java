package dev.hooklane.bench.measure;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The middle of several values. */
public final class Medians {
    private Medians() {}

    /** Returns the median; for an even number of values, the lower of the two middle ones. */
    public static <T> double of(List<T> all, ToDoubleFunction<T> value) {
        return value.applyAsDouble(middle(all, value));
    }

    /** Returns what has the median. */
    public static <T> T middle(List<T> all, ToDoubleFunction<T> value) {
        return all.stream()
                .sorted(Comparator.comparingDouble(value))
                .skip((all.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
    }
}
