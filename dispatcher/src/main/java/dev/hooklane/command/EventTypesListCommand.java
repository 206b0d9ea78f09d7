package dev.hooklane.command;

import dev.hooklane.command.ApiList.Column;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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
    @Mixin private ApiList list = new ApiList();

    @Option(names = "--in-use", description = "Only event types that are not archived.")
    private boolean inUse;

    private final CommandContext context;

    EventTypesListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        list.print(
                context,
                "/v1/event-types",
                Map.of("archived", inUse ? "false" : ""),
                "eventTypes",
                List.of(
                        Column.of("TYPE", "name"),
                        new Column("STATE", EventTypesListCommand::state),
                        new Column("SCHEMA", type -> type.path("schema").isNull() ? "no" : "yes"),
                        Column.of("MEANS", "description")));
    }

    private static String state(JsonNode type) {
        return type.path("archived").asBoolean(false) ? "archived" : "in use";
    }
}
