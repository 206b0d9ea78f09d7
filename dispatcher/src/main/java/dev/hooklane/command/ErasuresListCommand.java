package dev.hooklane.command;

import dev.hooklane.command.ApiList.Column;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists erasures. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists erasures, one per line, newest first.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane erasures list --account acct_1"})
final class ErasuresListCommand implements Runnable {
    @Mixin private ApiList list = new ApiList();

    @Option(names = "--account", paramLabel = "ID", description = "Only those of this account.")
    private String account = "";

    private final CommandContext context;

    ErasuresListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        list.print(
                context,
                "/v1/erasures",
                Map.of("account", account),
                "erasures",
                List.of(
                        Column.of("ERASURE", "id"),
                        Column.of("ACCOUNT", "account"),
                        new Column("EVENT", erasure -> erasure.path("event").asString("all")),
                        Column.of("STATE", "state"),
                        Column.of("ERASED AT", "erasedAt")));
    }
}
