package dev.hooklane.command;

import dev.hooklane.command.ApiList.Column;
import dev.hooklane.delivery.DeliveryStatus;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists dead letters. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists dead letters, one per line, latest events first.",
        footerHeading = "%n",
        footer = {
            "Example:",
            "  hooklane dead-letters list --endpoint ep_4m1k7rcn0v8w2x3y --limit 20"
        })
final class DeadLettersListCommand implements Runnable {
    @Mixin private DeliveryFilterOptions filter = new DeliveryFilterOptions();
    @Mixin private ApiList list = new ApiList();

    private final CommandContext context;

    DeadLettersListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        list.print(
                context,
                "/v1/deliveries",
                filter.query(DeliveryStatus.Kind.DEAD.wireName()),
                "deliveries",
                List.of(
                        Column.of("DELIVERY", "id"),
                        Column.of("ACCOUNT", "account"),
                        Column.of("TYPE", "type"),
                        Column.of("EVENT", "event"),
                        Column.of("ATTEMPTS", "attempts"),
                        Column.of("REASON", "reason"),
                        Column.of("SINCE", "updatedAt")));
    }
}
