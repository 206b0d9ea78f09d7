package dev.hooklane.bench.measure;

import java.util.Optional;

/**
 * One figure of a run.
 *
 * @param name such as {@code road.x1}
 * @param unit of the value; {@code ratio} for none
 * @param reference a value from elsewhere, for comparison
 */
public record Measure(
        String name, double value, String unit, Optional<Bar> bar, Optional<Double> reference) {
    public Measure {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("measure %s has no value".formatted(name));
        }
    }

    public static Measure of(String name, double value, String unit) {
        return new Measure(name, value, unit, Optional.empty(), Optional.empty());
    }

    public Measure withBar(Bar newBar) {
        return new Measure(name, value, unit, Optional.of(newBar), reference);
    }

    public Measure withReference(double newReference) {
        return new Measure(name, value, unit, bar, Optional.of(newReference));
    }

    /**
     * Returns the printed line: {@code name value unit bar=… reference=…}, with {@code -} for none.
     */
    String line() {
        return "%s %s %s bar=%s reference=%s"
                .formatted(
                        name,
                        Bar.text(value),
                        unit,
                        bar.map(Bar::toString).orElse("-"),
                        reference.map(Bar::text).orElse("-"));
    }
}
