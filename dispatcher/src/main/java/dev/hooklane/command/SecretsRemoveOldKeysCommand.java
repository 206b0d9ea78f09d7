package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import dev.hooklane.secret.DerivedKeys;
import dev.hooklane.secret.KeyPurpose;
import dev.hooklane.secret.SecretKeys;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** Removes the keys that no longer encrypt anything: the last step of replacing a key. */
@Command(
        name = "remove-old-keys",
        mixinStandardHelpOptions = true,
        description = {
            "Removes the keys that are older than the primary one from a key file.",
            "Asks the API first, and keeps them if any secret still needs them."
        },
        footerHeading = "%n",
        footer = {"Example:", "  hooklane secrets remove-old-keys secrets.json"})
final class SecretsRemoveOldKeysCommand implements Runnable {
    @Mixin private ApiOptions api = new ApiOptions();
    @Mixin private SecretKeyFile file = new SecretKeyFile();
    @Mixin private KeysPrinter printer = new KeysPrinter();

    private final CommandContext context;

    SecretsRemoveOldKeysCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        SecretKeys before = file.read(context);
        try (ApiClient client = api.client(context)) {
            requireUnused(client.get("/v1/secrets-key", Map.of()), before);
        }
        SecretKeys keys = file.change(context, SecretKeys::withoutOlderKeys);
        printer.print(
                keys,
                "%d keys left; %s encrypts. Restart all instances."
                        .formatted(keys.size(), keys.primaryId()));
    }

    private static void requireUnused(JsonNode answer, SecretKeys file) {
        String there = answer.path("primary").asString("");
        String primary = file.primaryId();
        // An instance that was given derived keys only does not know the master key's id.
        if (!there.equals(primary) && !there.equals(derivedId(file))) {
            throw new CommandFailedException(
                    ("Hooklane encrypts with key %s, but the file's primary key is %s; restart it"
                                    + " with the file first")
                            .formatted(there, primary));
        }
        long left = answer.path("sealedByOthers").asLong(0);
        if (left > 0) {
            throw new CommandFailedException(
                    ("older keys still encrypt the secrets of %d endpoints; run `hooklane secrets"
                                    + " reseal` first")
                            .formatted(left));
        }
    }

    private static String derivedId(SecretKeys file) {
        return DerivedKeys.parse(DerivedKeys.of(file).only(List.of(KeyPurpose.ENDPOINTS)))
                .primaryId(KeyPurpose.ENDPOINTS);
    }
}
