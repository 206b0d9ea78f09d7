package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** The options of a list command, those of the API included, and the list that it returns. */
final class ApiList {
    /** Every list of the API returns this many at once. */
    private static final int PAGE = 500;

    private static final String GAP = "  ";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Mixin private ApiOptions api = new ApiOptions();

    @Option(
            names = "--limit",
            paramLabel = "COUNT",
            description = "The maximum number to list (default: ${DEFAULT-VALUE}).")
    private int limit = 100;

    @Mixin private ListFormat format = new ListFormat();

    /** A column of the table. */
    record Column(String head, Function<JsonNode, String> cell) {
        /** Returns a column with the text of a field. */
        static Column of(String head, String field) {
            return new Column(head, item -> item.path(field).asString(""));
        }
    }

    /**
     * What was fetched of a list.
     *
     * @param more whether there are more than {@code --limit}
     */
    record Fetched(List<JsonNode> items, boolean more) {}

    /**
     * Fetches the list page by page, and prints it.
     *
     * @param query names and values; those with an empty value are left out
     * @param name of the list in the answer
     */
    void print(
            CommandContext context,
            String path,
            Map<String, String> query,
            String name,
            List<Column> columns) {
        context.silenceLog();
        try (ApiClient client = api.client(context)) {
            print(fetch(client, path, query, name, limit), columns);
        }
    }

    /** Returns a client of the API that the options name. */
    ApiClient client(CommandContext context) {
        return api.client(context);
    }

    /** Fetches the list page by page, as far as {@code --limit} allows. */
    Fetched fetch(ApiClient client, String path, Map<String, String> query, String name) {
        return fetch(client, path, query, name, limit);
    }

    /** Fetches the list page by page, up to so many items. */
    static Fetched fetch(
            ApiClient client, String path, Map<String, String> query, String name, int most) {
        List<JsonNode> items = new ArrayList<>();
        String cursor = "";
        do {
            Map<String, String> page = new HashMap<>(query);
            page.put("limit", Integer.toString(Math.min(most - items.size(), PAGE)));
            page.put("cursor", cursor);
            JsonNode answer = client.get(path, page);
            answer.path(name).forEach(items::add);
            cursor = answer.path("next").asString("");
        } while (!cursor.isEmpty() && items.size() < most);
        return new Fetched(items, !cursor.isEmpty());
    }

    /** Prints what was fetched, as a table or as JSON. */
    void print(Fetched fetched, List<Column> columns) {
        PrintWriter out = command.commandLine().getOut();
        format.print(fetched.items(), columns, out);
        if (format.isTable() && fetched.more()) {
            out.println("… and more: raise --limit to see them");
        }
    }

    boolean isTable() {
        return format.isTable();
    }

    /** Returns how many a command lists at most. */
    int limit() {
        return limit;
    }

    /** Formats a row for each item, with aligned columns. */
    static List<String> table(List<JsonNode> items, List<Column> columns) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(columns.stream().map(Column::head).toList());
        items.forEach(item ->
                rows.add(columns.stream().map(column -> column.cell().apply(item)).toList()));
        int[] widths = new int[columns.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length()).append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
