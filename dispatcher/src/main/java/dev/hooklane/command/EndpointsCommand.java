package dev.hooklane.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about endpoints. */
@Command(
        name = "endpoints",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Adds, lists, tests, changes and removes endpoints.",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%n",
        footer = {"Example: after `hooklane dev` in this folder", "  hooklane endpoints list"})
final class EndpointsCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
