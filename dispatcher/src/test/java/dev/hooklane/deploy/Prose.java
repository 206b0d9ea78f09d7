package dev.hooklane.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Paragraphs of pages that are made by programs, as wide as {@code .ci/prose} takes them. */
public final class Prose {
    private static final int COLUMNS = 100;

    private Prose() {}

    /** A paragraph in lines, each with its end. */
    public static String wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > COLUMNS) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }
}
