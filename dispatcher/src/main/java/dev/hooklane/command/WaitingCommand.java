package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import dev.hooklane.command.ApiList.Column;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
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
                        + " by topic.",
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

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();

    @Option(names = "--json", description = "Print every field as JSON, for scripts.")
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
            }
        }
    }
}
