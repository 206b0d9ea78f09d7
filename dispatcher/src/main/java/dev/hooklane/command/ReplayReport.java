package dev.hooklane.command;

import java.io.PrintWriter;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Prints a replay, one field per line. */
final class ReplayReport {
    private static final List<String> TEXTS =
            List.of("id", "account", "endpoint", "state", "because", "startedAt", "endedAt");
    private static final List<String> NUMBERS =
            List.of("ratePerSecond", "matched", "sent", "open", "delivered", "dead", "cancelled");

    private ReplayReport() {}

    static void print(JsonNode replay, PrintWriter out) {
        TEXTS.forEach(field -> line(out, field, replay.path(field).asString("-")));
        line(out, "select", replay.path("select").toString());
        NUMBERS.forEach(field -> line(out, field, Long.toString(replay.path(field).asLong())));
        line(out, "skipped", replay.path("skipped").toString());
    }

    private static void line(PrintWriter out, String field, String value) {
        out.printf("%-13s %s%n", field, value);
    }
}
