package dev.hooklane.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about the key that encrypts endpoints' secrets. */
@Command(
        name = "secrets",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Creates and replaces the key that encrypts endpoints' secrets.",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%n",
        footer = {
            "Example: a key file for secrets.key-file, readable by its owner only",
            "  (umask 077; hooklane secrets new-key > secrets.json)",
            "Example: a key file for instances that only deliver",
            "  (umask 077; hooklane secrets derive --for delivery secrets.json > delivery.json)",
            "Example: replace the key; restart all instances after each change of the file",
            "  hooklane secrets add-key secrets.json",
            "  hooklane secrets promote-key secrets.json",
            "  hooklane secrets reseal",
            "  hooklane secrets remove-old-keys secrets.json"
        })
final class SecretsCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
