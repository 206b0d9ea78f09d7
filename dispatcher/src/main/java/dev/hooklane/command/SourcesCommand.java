package dev.hooklane.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about sources: topics of others whose records become events. */
@Command(
        name = "sources",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Turns records of your own topics into events.",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%n",
        footer = {
            "Example: a mapping is tested before it is used",
            "  hooklane sources test -f orders.yaml"
        })
final class SourcesCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
