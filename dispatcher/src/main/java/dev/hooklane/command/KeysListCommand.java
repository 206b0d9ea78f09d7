package dev.hooklane.command;

import dev.hooklane.command.ApiList.Column;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Lists keys. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists API keys, one per line, newest first.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane keys list --account acct_1"})
final class KeysListCommand implements Runnable {
    @Mixin private ApiList list = new ApiList();

    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "Only keys that are limited to this account.")
    private String account = "";

    private final CommandContext context;

    KeysListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        list.print(
                context,
                "/v1/keys",
                Map.of("account", account),
                "keys",
                List.of(
                        Column.of("KEY", "id"),
                        Column.of("NAME", "name"),
                        Column.of("ROLE", "role"),
                        new Column("ACCOUNT", key -> shown(key.path("account"), "all")),
                        new Column("STATE", KeysListCommand::state),
                        new Column("LAST USED", key -> shown(key.path("lastUsedAt"), "never"))));
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
