package dev.hooklane.command;

import dev.hooklane.command.ApiList.Column;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** The options for how a list is printed: as a table, or as JSON in one of two forms. */
final class ListFormat {
    @ArgGroup private @Nullable Json json;

    /** One of the forms of JSON. */
    static final class Json {
        @Option(
                names = "--json",
                description = "Print every field as a JSON array, for scripts.",
                required = true)
        private boolean array;

        @Option(
                names = "--jsonl",
                description = "Print every field as JSON, an object per line.",
                required = true)
        private boolean lines;
    }

    boolean isTable() {
        return json == null;
    }

    /** Prints the items, in the form that was chosen. */
    void print(List<JsonNode> items, List<Column> columns, PrintWriter out) {
        if (json == null) {
            ApiList.table(items, columns).forEach(out::println);
            return;
        }
        if (json.array) {
            out.println(array(items));
        }
        if (json.lines) {
            items.forEach(out::println);
        }
    }

    /** Formats the items as one JSON array, an item per line. */
    private static String array(List<JsonNode> items) {
        return items.stream().map(JsonNode::toString).collect(Collectors.joining(",\n ", "[", "]"));
    }
}
