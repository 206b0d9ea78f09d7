package dev.hooklane.command;

import dev.hooklane.command.ApiList.Column;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Lists endpoints. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists endpoints, one per line, newest first.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane endpoints list --account acct_1"})
final class EndpointsListCommand implements Runnable {
    @Mixin private ApiList list = new ApiList();

    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "Only the endpoints of this account.")
    private String account = "";

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only endpoints in this state: enabled, paused or disabled.")
    private String state = "";

    private final CommandContext context;

    EndpointsListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        list.print(
                context,
                "/v1/endpoints",
                Map.of("account", account, "state", state),
                "endpoints",
                List.of(
                        Column.of("ENDPOINT", "id"),
                        Column.of("ACCOUNT", "account"),
                        Column.of("STATE", "state"),
                        new Column("EVENTS", EndpointsListCommand::events),
                        Column.of("URL", "url")));
    }

    private static String events(JsonNode endpoint) {
        return endpoint.path("eventTypes")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.joining(","));
    }
}
