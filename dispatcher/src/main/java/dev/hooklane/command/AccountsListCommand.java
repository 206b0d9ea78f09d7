package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import dev.hooklane.command.ApiList.Column;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists accounts. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the accounts that have endpoints by id, one per line.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane accounts list"})
final class AccountsListCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();
    @Mixin private ApiList list = new ApiList();

    private final CommandContext context;

    AccountsListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        try (ApiClient client = api.client(context)) {
            list.print(
                    client,
                    "/v1/accounts",
                    Map.of(),
                    "accounts",
                    List.of(
                            Column.of("ACCOUNT", "id"),
                            Column.of("ENDPOINTS", "endpoints"),
                            Column.of("ENABLED", "enabled"),
                            Column.of("PAUSED", "paused"),
                            Column.of("DISABLED", "disabled")),
                    spec.commandLine().getOut());
        }
    }
}
