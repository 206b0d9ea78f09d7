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
        description = "Makes Hooklane's topics, or says what is wrong with them.",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%n",
        footer = {
            "Example: make what is missing, put right what is wrong",
            "  hooklane topics apply --config hooklane.yaml"
        })
final class TopicsCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
