package dev.hooklane.command;

import dev.hooklane.command.ApiList.Column;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists portal links. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "Lists portal links, one per line, newest first. A link is listed until an hour"
                        + " after it expires.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane links list --account acct_1 --state used"})
final class LinksListCommand implements Runnable {
    @Mixin private ApiList list = new ApiList();

    @Option(names = "--account", paramLabel = "ID", description = "Only links to this account.")
    private String account = "";

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only links in this state: active, used, expired or revoked.")
    private String state = "";

    private final CommandContext context;

    LinksListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        list.print(
                context,
                "/v1/portal-links",
                Map.of("account", account, "state", state),
                "links",
                List.of(
                        Column.of("LINK", "id"),
                        Column.of("NAME", "name"),
                        Column.of("ACCOUNT", "account"),
                        Column.of("STATE", "state"),
                        new Column("OPENED", link -> link.path("usedAt").asString("never")),
                        Column.of("EXPIRES", "expiresAt")));
    }
}
