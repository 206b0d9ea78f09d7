package dev.hooklane.command;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Has a KMS encrypt a key file, or another key of it, or writes it in clear again. */
@Command(
        name = "rewrap",
        mixinStandardHelpOptions = true,
        description = {
            "Encrypts a key file with a key of a KMS, replaces that key by another one, or writes the"
                    + " file in clear again.",
            "The keys in the file stay the same, so nothing needs to be sealed again. The file may hold"
                    + " a master key or derived keys."
        },
        footerHeading = "%n",
        footer = {
            "Example: encrypt a key file",
            "  hooklane secrets rewrap secrets.json --to aws-kms://arn:aws:kms:eu-west-1:…",
            "Example: back to a file in clear",
            "  hooklane secrets rewrap secrets.json --in-clear --master-key-uri aws-kms://…"
        })
final class SecretsRewrapCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private SecretKeyFile file = new SecretKeyFile();

    @ArgGroup(multiplicity = "1")
    private Wanted wanted = new Wanted();

    /** How the file is to be. */
    private static final class Wanted {
        @Option(
                names = "--to",
                paramLabel = "URI",
                description = "The KMS's key that is to encrypt the file.")
        private @Nullable String to;

        // One of the two must be given; without a URI it is this one.
        @SuppressWarnings("UnusedVariable")
        @Option(names = "--in-clear", description = "Write the file in clear.")
        private boolean inClear;
    }

    @Mixin private JsonOption json = new JsonOption();

    private final CommandContext context;

    SecretsRewrapCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        Optional<String> to = Optional.ofNullable(wanted.to);
        file.rewrap(context, to);
        if (json.isChosen()) {
            spec.commandLine()
                    .getOut()
                    .println(
                            JsonMapper.shared()
                                    .createObjectNode()
                                    .put("masterKeyUri", to.orElse(null)));
            return;
        }
        spec.commandLine()
                .getOut()
                .println(
                        to.map(uri ->
                                        "the file is encrypted by %s; set secrets.master-key-uri to it"
                                                .formatted(uri))
                                .orElse("the file is in clear; unset secrets.master-key-uri"));
    }
}
