package dev.hooklane.command;

import dev.hooklane.secret.SecretKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Makes the newest key of the key file the one that encrypts: the second step of replacing a key.
 */
@Command(
        name = "promote-key",
        mixinStandardHelpOptions = true,
        description = {
            "Makes the newest key of a key file the one that encrypts.",
            "Give the file to all instances and restart them, then reseal."
        },
        footerHeading = "%n",
        footer = {"Example:", "  hooklane secrets promote-key secrets.json"})
final class SecretsPromoteKeyCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private SecretKeyFile file = new SecretKeyFile();

    private final CommandContext context;

    SecretsPromoteKeyCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        SecretKeys keys = file.change(context, SecretKeys::withNewestPrimary);
        spec.commandLine()
                .getOut()
                .printf("%s encrypts now. Restart all instances, then reseal.%n", keys.primaryId());
    }
}
