package dev.hooklane.command;

import dev.hooklane.command.ApiList.Column;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists published events. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "Lists events as they were published, one per line, newest first. A period is that of their publishing.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane events list --account acct_1 --since 2h"})
final class EventsListCommand implements Runnable {
    @Mixin private ApiList list = new ApiList();

    @Option(names = "--account", paramLabel = "ID", description = "Only those of this account.")
    private String account = "";

    @Option(names = "--type", paramLabel = "TYPE", description = "Only those of this event type.")
    private String type = "";

    @Mixin private PeriodOptions period = new PeriodOptions();

    private final CommandContext context;

    EventsListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        list.print(
                context,
                "/v1/events",
                Map.of(
                        "account",
                        account,
                        "type",
                        type,
                        "from",
                        period.from(),
                        "until",
                        period.until()),
                "events",
                List.of(
                        Column.of("EVENT", "id"),
                        Column.of("ACCOUNT", "account"),
                        Column.of("TYPE", "type"),
                        Column.of("PUBLISHED AT", "publishedAt"),
                        Column.of("AT", "origin"),
                        Column.of("BYTES", "payloadBytes"),
                        Column.of("REPEAT OF", "repeatOf")));
    }
}
