package dev.hooklane.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about the catalogue of event types. */
@Command(
        name = "event-types",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Lists, adds, changes, imports and archives event types.",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%n",
        footer = {"Example: after `hooklane dev` in this folder", "  hooklane event-types list"})
final class EventTypesCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
