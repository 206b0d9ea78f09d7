package dev.hooklane.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about Hooklane's topics. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Creates Hooklane's topics, or reports what is wrong with them.",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%n",
        footer = {
            "Example: create missing topics and correct the others",
            "  hooklane topics apply --config hooklane.yaml"
        })
final class TopicsCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
