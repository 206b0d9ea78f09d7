package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import dev.hooklane.command.ApiList.Column;
import dev.hooklane.event.VisibleText;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows one event and what happened to it at each endpoint. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows what happened to one event at each endpoint of its account, and why.",
        footerHeading = "%n",
        footer = {
            "Example: an event that a customer misses, at the position that `events list` shows",
            "  hooklane events show evt_abc123 --at 3@17"
        })
final class EventsShowCommand implements Runnable {
    private static final List<Column> COLUMNS =
            List.of(
                    Column.of("ENDPOINT", "endpoint"),
                    Column.of("STATUS", "status"),
                    Column.of("REASON", "reason"),
                    Column.of("BECAUSE", "because"),
                    Column.of("DELIVERY", "delivery"));

    @Mixin private ApiItem item = new ApiItem();

    @Parameters(paramLabel = "ID", description = "The event's id.")
    private String id = "";

    @Option(names = "--account", paramLabel = "ID", description = "The event's account.")
    private String account = "";

    @Option(
            names = "--at",
            paramLabel = "ORIGIN",
            description = "The event's position on the events topic: partition@offset.")
    private String at = "";

    private final CommandContext context;

    EventsShowCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        item.print(
                context,
                "/v1/events/" + ApiClient.encoded(id),
                Map.of("account", account, "at", at),
                EventsShowCommand::print);
    }

    private static void print(JsonNode event, PrintWriter out) {
        for (String field : List.of("id", "account", "type", "publishedAt", "origin", "repeatOf")) {
            out.printf("%-12s %s%n", field, event.path(field).asString("-"));
        }
        JsonNode rejected = event.path("rejected");
        if (rejected.isObject()) {
            out.printf(
                    "%-12s %s: %s%n",
                    "rejected",
                    rejected.path("reason").asString(""),
                    VisibleText.line(rejected.path("detail").asString("")));
        }
        out.println();
        ApiList.table(event.path("endpoints").valueStream().toList(), COLUMNS)
                .forEach(out::println);
    }
}
