package dev.hooklane.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Archives event types. */
@Command(
        name = "archive",
        mixinStandardHelpOptions = true,
        description =
                "Rejects new events of these types; events already published are still delivered.",
        footerHeading = "%n",
        footer = {
            "Example: reject new events of a type",
            "  hooklane event-types archive bot.disabled"
        })
final class EventTypesArchiveCommand implements Runnable {
    @Mixin private ApiOptions api = new ApiOptions();
    @Mixin private EachFormat format = new EachFormat();
    @Mixin private Confirmation confirmation = new Confirmation();

    @Parameters(paramLabel = "TYPE", arity = "1..*", description = "The event types' names.")
    private List<String> names = List.of();

    private final CommandContext context;

    EventTypesArchiveCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        confirmation.require(context, String.join(", ", names) + " would be archived");
        EventTypeMoves.make(
                new EventTypeMoves.Move("archive", "archived"), names, format, api, context);
    }
}
