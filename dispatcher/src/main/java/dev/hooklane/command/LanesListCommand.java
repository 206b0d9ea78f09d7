package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import dev.hooklane.command.ApiList.Column;
import dev.hooklane.command.ApiList.Fetched;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

    /** The API lists no more. */
    private static final int LIMIT_MAX = 1_000;

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiList list = new ApiList();
    private final CommandContext context;

    LanesListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        try (ApiClient client = list.client(context)) {
            int limit = Math.min(list.limit(), LIMIT_MAX);
            JsonNode answer = client.get("/v1/lanes", Map.of("limit", Integer.toString(limit)));
            list.print(new Fetched(answer.path("lanes").valueStream().toList(), false), COLUMNS);
            // Not part of the list, and not to be missed by whoever reads only that.
            answer.path("notAsked")
                    .forEach(name ->
                            ErrorLine.print(
                                    spec.commandLine(),
                                    "missing: instance %s did not report"
                                            .formatted(name.asString(""))));
        }
    }
}
