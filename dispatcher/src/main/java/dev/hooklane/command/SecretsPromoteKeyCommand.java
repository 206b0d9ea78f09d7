package dev.hooklane.command;

import dev.hooklane.secret.SecretKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
    @Mixin private SecretKeyFile file = new SecretKeyFile();
    @Mixin private KeysPrinter printer = new KeysPrinter();

    private final CommandContext context;

    SecretsPromoteKeyCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        SecretKeys keys = file.change(context, SecretKeys::withNewestPrimary);
        printer.print(
                keys,
                "%s encrypts now. Restart all instances, then reseal.".formatted(keys.primaryId()));
    }
}
