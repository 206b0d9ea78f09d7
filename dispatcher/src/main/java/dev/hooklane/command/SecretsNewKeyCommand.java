package dev.hooklane.command;

import dev.hooklane.secret.SecretKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a new keyset for {@code secrets.key-file}. */
@Command(
        name = "new-key",
        mixinStandardHelpOptions = true,
        description = {
            "Prints a new random master key that encrypts endpoints' credentials, as a Tink keyset in"
                    + " JSON.",
            "Anyone with this key can read all endpoints' credentials. Without it nobody can, so"
                    + " keep a copy."
        },
        footerHeading = "%n",
        footer = {
            "Example: a key file for secrets.key-file, readable by its owner only",
            "  (umask 077; hooklane secrets new-key > secrets.json)",
            "Example: one that only a KMS opens",
            "  hooklane secrets new-key --master-key-uri aws-kms://arn:aws:kms:… > secrets.json"
        })
final class SecretsNewKeyCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private MasterKeyOptions masterKey = new MasterKeyOptions();

    private final CommandContext context;

    SecretsNewKeyCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        String keys = SecretKeys.generate().toJson();
        spec.commandLine()
                .getOut()
                .println(masterKey.key().map(kms -> kms.wrap(keys)).orElse(keys));
    }
}
