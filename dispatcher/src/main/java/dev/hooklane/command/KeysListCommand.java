package dev.hooklane.command;

import dev.hooklane.command.client.ApiClient;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Lists keys. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists keys, a line each, the newest first.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane keys list --account acct_1"})
final class KeysListCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();

    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "Only the keys for this account alone.")
    private String account = "";

    @Option(
            names = "--limit",
            paramLabel = "COUNT",
            description = "How many at most (default: ${DEFAULT-VALUE}).")
    private int limit = 100;

    private final CommandContext context;

    KeysListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        try (ApiClient client = api.client(context)) {
            ApiList.read(
                            client,
                            "/v1/keys",
                            Map.of("account", account, "limit", Integer.toString(limit)),
                            "keys")
                    .print(
                            List.of("KEY", "NAME", "ROLE", "ACCOUNT", "STATE", "LAST USED"),
                            KeysListCommand::row,
                            spec.commandLine().getOut());
        }
    }

    private static List<String> row(JsonNode key) {
        return List.of(
                key.path("id").asString(""),
                key.path("name").asString(""),
                key.path("role").asString(""),
                shown(key.path("account"), "all"),
                state(key),
                shown(key.path("lastUsedAt"), "never"));
    }

    private static String state(JsonNode key) {
        if (!key.path("revokedAt").isNull()) {
            return "revoked";
        }
        return key.path("expiresAt").isNull()
                ? "valid"
                : "until " + key.path("expiresAt").asString("");
    }

    private static String shown(JsonNode value, String otherwise) {
        return value.isNull() ? otherwise : value.asString("");
    }
}
