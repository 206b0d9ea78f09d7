package dev.hooklane.command;

import dev.hooklane.command.ApiList.Column;
import dev.hooklane.event.VisibleText;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists rejected records. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists rejected records, one per line, newest first.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane rejected list --reason unknown_type"})
final class RejectedListCommand implements Runnable {
    @Mixin private ApiList list = new ApiList();

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description = "Only records with this reason, such as unknown_type.")
    private String reason = "";

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "Only records of this source, and events that it made.")
    private String source = "";

    @Mixin private PeriodOptions period = new PeriodOptions();

    private final CommandContext context;

    RejectedListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        list.print(
                context,
                "/v1/rejected",
                Map.of(
                        "reason",
                        reason,
                        "source",
                        source,
                        "from",
                        period.from(),
                        "until",
                        period.until()),
                "rejected",
                List.of(
                        Column.of("RECORD", "id"),
                        Column.of("REJECTED AT", "rejectedAt"),
                        Column.of("ACCOUNT", "account"),
                        Column.of("BYTES", "bytes"),
                        Column.of("REASON", "reason"),
                        new Column(
                                "DETAIL",
                                item -> VisibleText.line(item.path("detail").asString("")))));
    }
}
