package dev.hooklane.command;

import java.util.ArrayList;
import java.util.List;

/** Two texts in two columns. */
final class SideBySide {
    private SideBySide() {}

    /**
     * Returns the lines of both. A line that is too long continues on the next one.
     *
     * @param width of each column, in characters
     * @param gap between the columns
     */
    static List<String> lines(List<String> left, List<String> right, int width, String gap) {
        List<String> leftLines = wrapped(left, width);
        List<String> rightLines = wrapped(right, width);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < Math.max(leftLines.size(), rightLines.size()); i++) {
            String first = i < leftLines.size() ? leftLines.get(i) : "";
            String second = i < rightLines.size() ? rightLines.get(i) : "";
            int blanks = width - first.codePointCount(0, first.length());
            lines.add((first + " ".repeat(blanks) + gap + second).stripTrailing());
        }
        return lines;
    }

    private static List<String> wrapped(List<String> texts, int width) {
        List<String> lines = new ArrayList<>();
        for (String text : texts) {
            int from = 0;
            int characters = text.codePointCount(0, text.length());
            for (; characters > width; characters -= width) {
                int to = text.offsetByCodePoints(from, width);
                lines.add(text.substring(from, to));
                from = to;
            }
            lines.add(text.substring(from));
        }
        return lines;
    }
}
