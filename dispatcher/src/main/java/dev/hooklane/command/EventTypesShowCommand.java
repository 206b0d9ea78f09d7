package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one event type. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows an event type's description, its example and its schema.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane event-types show message.created"})
final class EventTypesShowCommand implements Runnable {
    @Mixin private ApiItem item = new ApiItem();

    @Parameters(paramLabel = "TYPE", description = "The event type's name.")
    private String name = "";

    private final CommandContext context;

    EventTypesShowCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        item.print(context, "/v1/event-types/" + ApiClient.encoded(name), EventTypeReport::print);
    }
}
