package dev.hooklane.bench.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Horizontal bars as an SVG, one below the other. It writes the SVG itself, as Java's own graphics
 * need fonts that servers lack.
 */
record BarChart(String title, List<Row> rows) {
    private static final int WIDTH = 860;
    private static final int LEFT = 270;
    private static final int BAR = 340;
    private static final int ROW = 20;
    private static final int TOP = 34;
    private static final String GOOD = "#2458c5";
    private static final String MISSED = "#c5562a";

    /**
     * One bar.
     *
     * @param length from 0 to 1; what is beyond is cut off
     * @param words at the right of it
     * @param good its colour
     * @param mark where to draw a line across it, from 0 to 1
     */
    record Row(String label, double length, String words, boolean good, OptionalDouble mark) {}

    BarChart {
        rows = List.copyOf(rows);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    String svg() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">"
                        .formatted(WIDTH, TOP + rows.size() * ROW + 10));
        lines.add("<title>%s</title>".formatted(escaped(title)));
        lines.add("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>");
        lines.add(text(8, 20, "bold", "start", title));
        int top = TOP;
        for (Row row : rows) {
            lines.addAll(draw(row, top));
            top += ROW;
        }
        lines.add("</svg>");
        return String.join("\n", lines) + "\n";
    }

    private static List<String> draw(Row row, int top) {
        List<String> lines = new ArrayList<>();
        lines.add(text(LEFT - 10, top + 13, "normal", "end", row.label()));
        lines.add(rect(top, BAR, "#eef0f4"));
        lines.add(rect(top, BAR * Math.clamp(row.length(), 0, 1), row.good() ? GOOD : MISSED));
        row.mark()
                .ifPresent(mark ->
                        lines.add(
                                String.format(
                                        Locale.ROOT,
                                        "<path d=\"M%.1f %dv%d\" stroke=\"#111\" stroke-width=\"2\"/>",
                                        LEFT + BAR * Math.clamp(mark, 0, 1),
                                        top,
                                        ROW - 2)));
        lines.add(text(LEFT + BAR + 10, top + 13, "normal", "start", row.words()));
        return lines;
    }

    private static String rect(int top, double width, String colour) {
        return String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
                LEFT,
                top + 2,
                width,
                ROW - 6,
                colour);
    }

    private static String text(int x, int y, String weight, String anchor, String words) {
        return "<text x=\"%d\" y=\"%d\" font-weight=\"%s\" text-anchor=\"%s\" fill=\"#222\">%s</text>"
                .formatted(x, y, weight, anchor, escaped(words));
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
