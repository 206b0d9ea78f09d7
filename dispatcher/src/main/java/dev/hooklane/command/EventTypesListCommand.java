package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import dev.hooklane.command.ApiList.Column;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Lists event types. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists event types by name, one per line.",
        footerHeading = "%n",
        footer = {
            "Example: only types whose events are accepted",
            "  hooklane event-types list --in-use"
        })
final class EventTypesListCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();
    @Mixin private ApiList list = new ApiList();

    @Option(names = "--in-use", description = "Only event types that are not archived.")
    private boolean inUse;

    private final CommandContext context;

    EventTypesListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        try (ApiClient client = api.client(context)) {
            list.print(
                    client,
                    "/v1/event-types",
                    Map.of("archived", inUse ? "false" : ""),
                    "eventTypes",
                    List.of(
                            Column.of("TYPE", "name"),
                            new Column("STATE", EventTypesListCommand::state),
                            new Column(
                                    "SCHEMA", type -> type.path("schema").isNull() ? "no" : "yes"),
                            Column.of("MEANS", "description")),
                    spec.commandLine().getOut());
        }
    }

    private static String state(JsonNode type) {
        return type.path("archived").asBoolean(false) ? "archived" : "in use";
    }
}
