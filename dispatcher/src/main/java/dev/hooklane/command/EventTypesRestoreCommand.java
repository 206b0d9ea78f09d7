package dev.hooklane.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Restores event types. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = "Accepts events of these archived types again.",
        footerHeading = "%n",
        footer = {
            "Example: accept events of a type again",
            "  hooklane event-types restore bot.disabled"
        })
final class EventTypesRestoreCommand implements Runnable {
    @Mixin private ApiOptions api = new ApiOptions();
    @Mixin private EachFormat format = new EachFormat();

    @Parameters(paramLabel = "TYPE", arity = "1..*", description = "The event types' names.")
    private List<String> names = List.of();

    private final CommandContext context;

    EventTypesRestoreCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        EventTypeMoves.make(
                new EventTypeMoves.Move("restore", "in use"), names, format, api, context);
    }
}
