package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import dev.hooklane.command.ApiList.Column;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Shows the records that wait in Kafka. */
@Command(
        name = "waiting",
        mixinStandardHelpOptions = true,
        description =
                "Shows how many records wait in Kafka to be fanned out or attempted, topic"
                        + " by topic, and which accounts' events wait for their share of the"
                        + " fan-out.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane waiting"})
final class WaitingCommand implements Runnable {
    private static final List<Column> COLUMNS =
            List.of(
                    Column.of("TOPIC", "topic"),
                    Column.of("RECORDS", "records"),
                    Column.of("OLDEST AT", "oldestAt"),
                    Column.of("DUE AT", "dueAt"),
                    Column.of("LATE S", "lateSeconds"));

    private static final List<Column> DEFERRED_COLUMNS =
            List.of(
                    Column.of("ACCOUNT", "account"),
                    Column.of("EVENTS", "events"),
                    Column.of("OLDEST AT", "oldestAt"),
                    Column.of("WAITING S", "oldestSeconds"));

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();

    @Option(names = "--json", description = "Print every field as a JSON object, for scripts.")
    private boolean json;

    private final CommandContext context;

    WaitingCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        try (ApiClient client = api.client(context)) {
            JsonNode waiting = client.get("/v1/waiting", Map.of());
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(waiting);
            } else {
                ApiList.table(waiting.path("topics").valueStream().toList(), COLUMNS)
                        .forEach(out::println);
                printDeferred(waiting.path("deferred"), out);
            }
        }
    }

    private static void printDeferred(JsonNode deferred, PrintWriter out) {
        if (deferred.path("events").asLong(0) > 0) {
            out.printf(
                    "%n%d events wait for their account's share of the fan-out:%n",
                    deferred.path("events").asLong());
            ApiList.table(deferred.path("accounts").valueStream().toList(), DEFERRED_COLUMNS)
                    .forEach(out::println);
        }
        if (!deferred.path("notAsked").isEmpty()) {
            out.printf(
                    "%nNot asked about such events: %s.%n",
                    deferred.path("notAsked")
                            .valueStream()
                            .map(JsonNode::asString)
                            .collect(Collectors.joining(", ")));
        }
    }
}
