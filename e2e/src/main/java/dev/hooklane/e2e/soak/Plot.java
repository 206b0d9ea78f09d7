package dev.hooklane.e2e.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Draws samples as small line charts in one SVG, one below the other. It writes the SVG itself, as
 * Java's own graphics need fonts that servers lack.
 */
final class Plot {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 110;
    private static final int LEFT = 230;
    private static final int GAP = 14;

    private Plot() {}

    private record Chart(String title, ToDoubleFunction<Sample> number) {}

    private static final List<Chart> CHARTS =
            List.of(
                    new Chart("deliveries/s", Sample::deliveriesPerSecond),
                    new Chart("p50, ms", Sample::p50Millis),
                    new Chart("p99, ms", Sample::p99Millis),
                    new Chart("CPU per delivery, µs", Sample::cpuMicrosPerDelivery),
                    new Chart("heap in use, MiB", Sample::heapMib),
                    new Chart("threads", Sample::threads),
                    new Chart("open files", Sample::files),
                    new Chart("connections", Sample::connections),
                    new Chart("disk of instances, MiB", Sample::diskMib),
                    new Chart("disk of brokers, MiB", Sample::brokerDiskMib));

    static String of(List<Sample> samples) {
        List<String> lines = new ArrayList<>();
        int height = CHARTS.size() * (HEIGHT + GAP) + 30;
        lines.add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">"
                        .formatted(WIDTH, height));
        lines.add("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>");
        double seconds = Math.max(1, samples.getLast().seconds());
        int top = GAP;
        for (Chart chart : CHARTS) {
            lines.addAll(draw(chart, samples, seconds, top));
            top += HEIGHT + GAP;
        }
        lines.add(text(LEFT, height - 8, "0"));
        lines.add(text(WIDTH - 60, height - 8, "%.0f min".formatted(seconds / 60)));
        lines.add("</svg>");
        return String.join("\n", lines) + "\n";
    }

    private static List<String> draw(Chart chart, List<Sample> samples, double seconds, int top) {
        double max = samples.stream().mapToDouble(chart.number()).max().orElse(0);
        StringBuilder points = new StringBuilder();
        for (Sample sample : samples) {
            double x = LEFT + (WIDTH - LEFT - 10) * sample.seconds() / seconds;
            double y =
                    top + HEIGHT * (1 - chart.number().applyAsDouble(sample) / Math.max(max, 1e-9));
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
        }
        return List.of(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#f4f5f7\"/>"
                        .formatted(LEFT, top, WIDTH - LEFT - 10, HEIGHT),
                text(8, top + HEIGHT / 2, chart.title()),
                text(LEFT - 60, top + 10, String.format(Locale.ROOT, "%.4g", max)),
                text(LEFT - 60, top + HEIGHT, "0"),
                "<polyline points=\"%s\" fill=\"none\" stroke=\"#2458c5\" stroke-width=\"1.2\"/>"
                        .formatted(points.toString().strip()));
    }

    private static String text(int x, int y, String words) {
        return "<text x=\"%d\" y=\"%d\" fill=\"#333\">%s</text>".formatted(x, y, words);
    }
}
