package dev.hooklane.command;

import java.io.PrintWriter;
import tools.jackson.databind.JsonNode;

/** Prints an event type for people. */
final class EventTypeReport {
    private EventTypeReport() {}

    static void print(JsonNode type, PrintWriter out) {
        out.println("type      " + type.path("name").asString(""));
        out.println("means     " + type.path("description").asString(""));
        String archivedAt = type.path("archivedAt").asString("");
        out.println(
                "state     " + (archivedAt.isEmpty() ? "in use" : "archived since " + archivedAt));
        out.println("example   " + type.path("example"));
        out.println("schema    " + (type.path("schema").isNull() ? "none" : type.path("schema")));
    }
}
