package dev.hooklane.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about profiles. */
@Command(
        name = "profiles",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Lists the installations that this user is logged in to.",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane profiles list"})
final class ProfilesCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
