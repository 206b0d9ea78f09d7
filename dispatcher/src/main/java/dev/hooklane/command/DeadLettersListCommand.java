package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import dev.hooklane.command.ApiList.Column;
import dev.hooklane.delivery.DeliveryStatus;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

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
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();
    @Mixin private DeliveryFilterOptions filter = new DeliveryFilterOptions();
    @Mixin private ApiList list = new ApiList();

    private final CommandContext context;

    DeadLettersListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        try (ApiClient client = api.client(context)) {
            list.print(
                    client,
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
                            Column.of("SINCE", "updatedAt")),
                    spec.commandLine().getOut());
        }
    }
}
