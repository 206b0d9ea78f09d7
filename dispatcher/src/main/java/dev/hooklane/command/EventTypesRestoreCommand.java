package dev.hooklane.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();

    @Parameters(paramLabel = "TYPE", arity = "1..*", description = "The event types' names.")
    private List<String> names = List.of();

    @Option(names = "--jsonl", description = "Print every field as JSON, an object per line.")
    private boolean jsonl;

    private final CommandContext context;

    EventTypesRestoreCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        EventTypeMoves.make(
                new EventTypeMoves.Move("restore", "in use"),
                names,
                jsonl,
                api,
                context,
                spec.commandLine().getOut());
    }
}
