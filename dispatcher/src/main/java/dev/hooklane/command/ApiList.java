package dev.hooklane.command;

import dev.hooklane.command.client.ApiClient;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * A list that the API answered, to be printed as a table.
 *
 * @param more whether there are more than were asked for
 */
record ApiList(List<JsonNode> items, boolean more) {
    private static final String GAP = "  ";

    /** Reads the list of that name from the answer. */
    static ApiList read(ApiClient client, String path, Map<String, String> query, String name) {
        JsonNode answer = client.get(path, query);
        return new ApiList(
                answer.path(name).valueStream().toList(), answer.path("next").isString());
    }

    /** Prints a row for each item, with the columns below each other. */
    void print(List<String> head, Function<JsonNode, List<String>> cells, PrintWriter out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(head);
        items.forEach(item -> rows.add(cells.apply(item)));
        int[] widths = new int[head.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        rows.forEach(row -> out.println(line(row, widths)));
        if (more) {
            out.println("… and more: --limit shows more of them");
        }
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length()).append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
