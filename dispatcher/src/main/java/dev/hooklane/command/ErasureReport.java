package dev.hooklane.command;

import dev.hooklane.command.ApiList.Column;
import java.io.PrintWriter;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Prints an erasure with its places, one per line. */
final class ErasureReport {
    private static final List<Column> COLUMNS =
            List.of(
                    Column.of("PLACE", "place"),
                    new Column("DONE", place -> place.path("done").asBoolean() ? "yes" : "no"),
                    new Column("REMOVED", place -> Long.toString(place.path("removed").asLong())),
                    new Column("GONE BY", place -> place.path("goneBy").asString("no date")),
                    Column.of("PROBLEM", "problem"));

    private ErasureReport() {}

    static void print(JsonNode erasure, PrintWriter out) {
        for (String field : List.of("id", "account", "event", "state", "erasedAt", "doneAt")) {
            out.printf("%-9s %s%n", field, erasure.path(field).asString("-"));
        }
        out.println();
        ApiList.table(erasure.path("places").valueStream().toList(), COLUMNS).forEach(out::println);
    }
}
