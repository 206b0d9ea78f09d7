package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import dev.hooklane.command.ApiList.Column;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists erasures. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists erasures, one per line, newest first.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane erasures list --account acct_1"})
final class ErasuresListCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();
    @Mixin private ApiList list = new ApiList();

    @Option(names = "--account", paramLabel = "ID", description = "Only those of this account.")
    private String account = "";

    private final CommandContext context;

    ErasuresListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        try (ApiClient client = api.client(context)) {
            list.print(
                    client,
                    "/v1/erasures",
                    Map.of("account", account),
                    "erasures",
                    List.of(
                            Column.of("ERASURE", "id"),
                            Column.of("ACCOUNT", "account"),
                            new Column("EVENT", erasure -> erasure.path("event").asString("all")),
                            Column.of("STATE", "state"),
                            Column.of("ERASED AT", "erasedAt")),
                    spec.commandLine().getOut());
        }
    }
}
