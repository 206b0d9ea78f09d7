package dev.hooklane.command;

import java.util.List;
import java.util.OptionalDouble;

/** The meters of one instance, in Prometheus' text format. */
record MeterText(List<String> lines) {
    MeterText {
        lines = List.copyOf(lines);
    }

    static MeterText of(String text) {
        return new MeterText(text.lines().filter(line -> !line.startsWith("#")).toList());
    }

    /**
     * Returns the sum of a meter's series; empty if there is none, as of a role that the instance
     * doesn't have.
     *
     * @param label such as {@code status="dead"}; empty for all series
     */
    OptionalDouble sum(String name, String label) {
        double[] values =
                lines.stream()
                        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                        .filter(line -> line.contains(label))
                        .mapToDouble(MeterText::value)
                        .toArray();
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return values.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum);
    }

    private static double value(String line) {
        try {
            return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
