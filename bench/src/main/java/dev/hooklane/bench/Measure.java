package dev.hooklane.bench;

import java.util.Optional;

/**
 * One figure of a run.
 *
 * @param name such as {@code road.x1}
 * @param unit of the value; {@code ratio} for none
 * @param reference a value from elsewhere, for comparison
 */
record Measure(
        String name, double value, String unit, Optional<Bar> bar, Optional<Double> reference) {
    Measure {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("measure %s has no value".formatted(name));
        }
    }

    static Measure of(String name, double value, String unit) {
        return new Measure(name, value, unit, Optional.empty(), Optional.empty());
    }

    Measure withBar(Bar newBar) {
        return new Measure(name, value, unit, Optional.of(newBar), reference);
    }

    Measure withReference(double newReference) {
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
