package dev.hooklane.command;

import dev.hooklane.embedded.PrettyJson;
import dev.hooklane.event.VisibleText;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A record that was tried, beside what it would become, or above it if there is little room. */
final class TriedRecordText {
    /** Below that, JSON would be broken into pieces that nobody can read. */
    static final int BESIDE_FROM = 100;

    private static final String INDENT = "  ";
    private static final String GAP = " | ";

    /** How much of a record or an event is shown, in characters. */
    private static final int SHOWN = 1_000;

    private TriedRecordText() {}

    /** Reports whether the record would become an event. */
    static boolean isEvent(JsonNode tried) {
        return outcome(tried).equals("event");
    }

    /**
     * Returns the lines.
     *
     * @param width how many characters a line of the terminal has; 0 if it is none
     */
    static List<String> lines(JsonNode tried, int width) {
        List<String> lines = new ArrayList<>();
        lines.add(place(tried));
        body(tried, width).forEach(line -> lines.add((INDENT + line).stripTrailing()));
        return lines;
    }

    private static List<String> body(JsonNode tried, int width) {
        if (width >= BESIDE_FROM) {
            return SideBySide.lines(
                    record(tried, true),
                    became(tried, true),
                    (width - INDENT.length() - GAP.length()) / 2,
                    GAP);
        }
        List<String> lines = new ArrayList<>(record(tried, false));
        lines.addAll(became(tried, false));
        return lines;
    }

    private static String place(JsonNode tried) {
        return "%s:%s@%s  %s"
                .formatted(
                        tried.path("topic").asString(""),
                        tried.path("partition"),
                        tried.path("offset"),
                        tried.path("timestamp").asString(""));
    }

    private static List<String> record(JsonNode tried, boolean pretty) {
        List<String> lines = new ArrayList<>();
        add(lines, "key", shown(tried.path("key"), false));
        tried.path("headers")
                .properties()
                .forEach(header ->
                        add(
                                lines,
                                "header",
                                VisibleText.line(header.getKey())
                                        + ": "
                                        + shown(header.getValue(), false)));
        add(lines, "record", shown(tried.path("value"), pretty));
        return lines;
    }

    private static List<String> became(JsonNode tried, boolean pretty) {
        List<String> lines = new ArrayList<>();
        if (isEvent(tried)) {
            add(lines, "account", tried.path("account").asString(""));
            add(lines, "event", shown(tried.path("event"), pretty));
        }
        String reason = tried.path("reason").asString("");
        if (!reason.isEmpty()) {
            add(lines, isEvent(tried) ? "but" : outcome(tried), VisibleText.line(reason));
        }
        return lines;
    }

    /** Adds a text after its name; a text of several lines begins below the name. */
    private static void add(List<String> lines, String name, String text) {
        if (text.contains("\n")) {
            lines.add(name);
            text.lines().forEach(lines::add);
        } else {
            lines.add("%-8s %s".formatted(name, text));
        }
    }

    private static String outcome(JsonNode tried) {
        return tried.path("outcome").asString("");
    }

    private static String shown(JsonNode value, boolean pretty) {
        if (value.isNull()) {
            return "none";
        }
        String all = value.isString() ? value.asString() : value.toString();
        String text = all.length() <= SHOWN ? all : all.substring(0, SHOWN) + "…";
        return pretty ? VisibleText.lines(PrettyJson.of(text)) : VisibleText.line(text);
    }
}
