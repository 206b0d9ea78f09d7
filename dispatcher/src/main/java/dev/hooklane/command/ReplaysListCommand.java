package dev.hooklane.command;

import dev.hooklane.command.ApiList.Column;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists replays. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists replays, one per line, newest first.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane replays list --account acct_1 --state running"})
final class ReplaysListCommand implements Runnable {
    @Mixin private ApiList list = new ApiList();

    @Option(names = "--account", paramLabel = "ID", description = "Only those of this account.")
    private String account = "";

    @Option(names = "--endpoint", paramLabel = "ID", description = "Only those of this endpoint.")
    private String endpoint = "";

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only replays in this state: running, held, paused, done or cancelled.")
    private String state = "";

    private final CommandContext context;

    ReplaysListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        list.print(
                context,
                "/v1/replays",
                Map.of("account", account, "endpoint", endpoint, "state", state),
                "replays",
                List.of(
                        Column.of("REPLAY", "id"),
                        Column.of("ACCOUNT", "account"),
                        Column.of("ENDPOINT", "endpoint"),
                        Column.of("STATE", "state"),
                        new Column("DONE", replay -> ReplayBar.percent(replay) + " %"),
                        count("MATCHED", "matched"),
                        count("SENT", "sent"),
                        count("DELIVERED", "delivered"),
                        count("DEAD", "dead"),
                        Column.of("STARTED AT", "startedAt")));
    }

    private static Column count(String head, String field) {
        return new Column(head, replay -> Long.toString(replay.path(field).asLong()));
    }
}
