package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Shows one event type. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows an event type's description, its example and its schema.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane event-types show message.created"})
final class EventTypesShowCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();

    @Parameters(paramLabel = "TYPE", description = "The event type's name.")
    private String name = "";

    @Option(names = "--json", description = "Print every field as JSON, for scripts.")
    private boolean json;

    private final CommandContext context;

    EventTypesShowCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        try (ApiClient client = api.client(context)) {
            JsonNode type = client.get("/v1/event-types/" + ApiClient.encoded(name), Map.of());
            if (json) {
                spec.commandLine().getOut().println(type);
            } else {
                EventTypeReport.print(type, spec.commandLine().getOut());
            }
        }
    }
}
