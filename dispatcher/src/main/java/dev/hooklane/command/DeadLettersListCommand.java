package dev.hooklane.command;

import dev.hooklane.command.client.ApiClient;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Lists dead letters. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists dead letters, the latest events first, a line each.",
        footerHeading = "%n",
        footer = {
            "Example:",
            "  hooklane dead-letters list --endpoint ep_4m1k7rcn0v8w2x3y --limit 20"
        })
final class DeadLettersListCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();

    @Option(names = "--account", paramLabel = "ID", description = "Only those of this account.")
    private String account = "";

    @Option(names = "--endpoint", paramLabel = "ID", description = "Only those of this endpoint.")
    private String endpoint = "";

    @Option(
            names = "--limit",
            paramLabel = "COUNT",
            description = "How many at most (default: ${DEFAULT-VALUE}).")
    private int limit = 100;

    private final CommandContext context;

    DeadLettersListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        try (ApiClient client = api.client(context)) {
            ApiList letters =
                    ApiList.read(
                            client,
                            "/v1/deliveries",
                            Map.of(
                                    "status",
                                    "dead",
                                    "account",
                                    account,
                                    "endpoint",
                                    endpoint,
                                    "limit",
                                    Integer.toString(limit)),
                            "deliveries");
            letters.print(
                    List.of("DELIVERY", "ACCOUNT", "TYPE", "EVENT", "ATTEMPTS", "REASON", "SINCE"),
                    DeadLettersListCommand::row,
                    spec.commandLine().getOut());
        }
    }

    private static List<String> row(JsonNode letter) {
        return List.of(
                letter.path("id").asString(""),
                letter.path("account").asString(""),
                letter.path("type").asString(""),
                letter.path("event").asString(""),
                letter.path("attempts").asString(""),
                letter.path("reason").asString(""),
                letter.path("updatedAt").asString(""));
    }
}
