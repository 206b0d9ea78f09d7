package dev.hooklane.command;

import dev.hooklane.command.ApiList.Column;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists deliveries. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists deliveries, one per line, latest events first.",
        footerHeading = "%n",
        footer = {
            "Example: deliveries that wait for their next attempt",
            "  hooklane deliveries list --status waiting"
        })
final class DeliveriesListCommand implements Runnable {
    @Mixin private DeliveryFilterOptions filter = new DeliveryFilterOptions();
    @Mixin private ApiList list = new ApiList();

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description =
                    "Only deliveries with this status: delivered, waiting, dead or cancelled.")
    private String status = "";

    @Option(names = "--event", paramLabel = "ID", description = "Only those of this event.")
    private String event = "";

    private final CommandContext context;

    DeliveriesListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        Map<String, String> query = filter.query(status);
        query.put("event", event);
        list.print(
                context,
                "/v1/deliveries",
                query,
                "deliveries",
                List.of(
                        Column.of("DELIVERY", "id"),
                        Column.of("ACCOUNT", "account"),
                        Column.of("TYPE", "type"),
                        Column.of("EVENT", "event"),
                        Column.of("STATUS", "status"),
                        Column.of("ATTEMPTS", "attempts"),
                        new Column(
                                "LAST",
                                item -> item.path("lastAttempt").path("outcome").asString("")),
                        Column.of("SINCE", "updatedAt")));
    }
}
