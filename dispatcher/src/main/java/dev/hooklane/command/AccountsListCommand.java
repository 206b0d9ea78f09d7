package dev.hooklane.command;

import dev.hooklane.command.ApiList.Column;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists accounts. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the accounts that have endpoints by id, one per line.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane accounts list"})
final class AccountsListCommand implements Runnable {
    @Mixin private ApiList list = new ApiList();

    private final CommandContext context;

    AccountsListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        list.print(
                context,
                "/v1/accounts",
                Map.of(),
                "accounts",
                List.of(
                        Column.of("ACCOUNT", "id"),
                        Column.of("ENDPOINTS", "endpoints"),
                        Column.of("ENABLED", "enabled"),
                        Column.of("PAUSED", "paused"),
                        Column.of("DISABLED", "disabled")));
    }
}
