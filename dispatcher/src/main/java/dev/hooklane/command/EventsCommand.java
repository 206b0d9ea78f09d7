package dev.hooklane.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about published events. */
@Command(
        name = "events",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Lists published events, and shows why an endpoint did or did not receive"
                        + " one.",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%n",
        footer = {
            "Example: after `hooklane dev` in this folder",
            "  hooklane events list --account acct_dev"
        })
final class EventsCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
