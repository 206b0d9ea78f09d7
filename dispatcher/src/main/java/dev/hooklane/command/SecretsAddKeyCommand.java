package dev.hooklane.command;

import dev.hooklane.secret.SecretKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Adds a key to the key file: the first step of replacing a key. */
@Command(
        name = "add-key",
        mixinStandardHelpOptions = true,
        description = {
            "Adds a new random key to a key file. The key only decrypts until promote-key.",
            "Before that, give the file to all instances and restart them."
        },
        footerHeading = "%n",
        footer = {"Example:", "  hooklane secrets add-key secrets.json"})
final class SecretsAddKeyCommand implements Runnable {
    @Mixin private SecretKeyFile file = new SecretKeyFile();
    @Mixin private KeysPrinter printer = new KeysPrinter();

    private final CommandContext context;

    SecretsAddKeyCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        SecretKeys keys = file.change(context, SecretKeys::withNewKey);
        printer.print(
                keys,
                "%d keys; %s still encrypts. Restart all instances, then promote-key."
                        .formatted(keys.size(), keys.primaryId()));
    }
}
