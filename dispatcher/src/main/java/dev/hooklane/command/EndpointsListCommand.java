package dev.hooklane.command;

import dev.hooklane.command.client.ApiClient;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Lists endpoints. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists endpoints, a line each.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane endpoints list --account acct_1"})
final class EndpointsListCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();

    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "Only the endpoints of this account.")
    private String account = "";

    @Option(
            names = "--limit",
            paramLabel = "COUNT",
            description = "How many at most (default: ${DEFAULT-VALUE}).")
    private int limit = 100;

    private final CommandContext context;

    EndpointsListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        try (ApiClient client = api.client(context)) {
            ApiList endpoints =
                    ApiList.read(
                            client,
                            "/v1/endpoints",
                            Map.of("account", account, "limit", Integer.toString(limit)),
                            "endpoints");
            endpoints.print(
                    List.of("ENDPOINT", "ACCOUNT", "STATE", "EVENTS", "URL"),
                    EndpointsListCommand::row,
                    spec.commandLine().getOut());
        }
    }

    private static List<String> row(JsonNode endpoint) {
        return List.of(
                endpoint.path("id").asString(""),
                endpoint.path("account").asString(""),
                endpoint.path("state").asString(""),
                endpoint.path("eventTypes")
                        .valueStream()
                        .map(JsonNode::asString)
                        .collect(Collectors.joining(",")),
                endpoint.path("url").asString(""));
    }
}
