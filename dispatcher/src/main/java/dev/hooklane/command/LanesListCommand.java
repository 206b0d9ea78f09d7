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

/** Lists lanes in trouble. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists endpoints whose deliveries are held up, worst first.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane lanes list"})
final class LanesListCommand implements Runnable {
    private static final List<Column> COLUMNS =
            List.of(
                    Column.of("ENDPOINT", "endpoint"),
                    Column.of("ACCOUNT", "account"),
                    Column.of("BREAKER", "breaker"),
                    Column.of("SINCE", "openSince"),
                    Column.of("NEXT PROBE", "nextProbeAt"),
                    Column.of("IN FLIGHT", "inFlight"),
                    Column.of("LIMIT", "limit"),
                    Column.of("QUEUED", "queued"),
                    Column.of("BACKLOG S", "backlogSeconds"),
                    Column.of("INSTANCE", "instance"));

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();

    @Option(
            names = "--limit",
            paramLabel = "COUNT",
            description = "The maximum number to list (default: ${DEFAULT-VALUE}).")
    private int limit = 50;

    @Option(names = "--json", description = "Print every field as JSON, for scripts.")
    private boolean json;

    private final CommandContext context;

    LanesListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        try (ApiClient client = api.client(context)) {
            JsonNode answer = client.get("/v1/lanes", Map.of("limit", Integer.toString(limit)));
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(answer);
                return;
            }
            ApiList.table(answer.path("lanes").valueStream().toList(), COLUMNS)
                    .forEach(out::println);
            answer.path("notAsked")
                    .forEach(name ->
                            out.println(
                                    "missing: instance %s did not report"
                                            .formatted(name.asString(""))));
        }
    }
}
