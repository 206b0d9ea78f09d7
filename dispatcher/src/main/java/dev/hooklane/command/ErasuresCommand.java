package dev.hooklane.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about erasures. */
@Command(
        name = "erasures",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Erases accounts and events from every topic, and shows the progress.",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%n",
        footer = {"Example: after `hooklane dev` in this folder", "  hooklane erasures list"})
final class ErasuresCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
