package dev.hooklane.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about replays. */
@Command(
        name = "replays",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Starts, shows, pauses, resumes and cancels replays of an endpoint's deliveries.",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%n",
        footer = {"Example: after `hooklane dev` in this folder", "  hooklane replays list"})
final class ReplaysCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
