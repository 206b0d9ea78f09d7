package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Erases an account or one event, after asking. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description =
                "Erases an account with all its data, or one of its events. This can't be"
                        + " undone, so it says what would be lost and asks before it starts.",
        footerHeading = "%n",
        footer = {
            "Example: erase one event, and wait until only Kafka's retention is left",
            "  hooklane erasures start --account acct_1 --event evt_abc123 --yes --wait"
        })
final class ErasuresStartCommand implements Runnable {
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();
    @Mixin private Confirmation confirmation = new Confirmation();

    @Option(
            names = "--account",
            paramLabel = "ID",
            required = true,
            description = "The account to erase, or the account of the event to erase.")
    private String account = "";

    @Option(names = "--event", paramLabel = "ID", description = "Erase only this event.")
    private String event = "";

    @Option(names = "--wait", description = "Wait until only Kafka's retention is left.")
    private boolean wait;

    @Option(names = "--json", description = "Print every field as a JSON object, for scripts.")
    private boolean json;

    private final CommandContext context;

    ErasuresStartCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        confirmation.require(context, lost() + "; this can't be undone");
        try (ApiClient client = api.client(context)) {
            ObjectNode body = JsonMapper.shared().createObjectNode().put("account", account);
            if (!event.isEmpty()) {
                body.put("event", event);
            }
            JsonNode erasure = client.post("/v1/erasures", body);
            while (wait && !erasure.path("state").asString("").equals("done")) {
                pause();
                erasure = client.get("/v1/erasures/" + erasure.path("id").asString(""), Map.of());
            }
            if (json) {
                spec.commandLine().getOut().println(erasure);
            } else {
                ErasureReport.print(erasure, spec.commandLine().getOut());
            }
        }
    }

    private String lost() {
        return event.isEmpty()
                ? ("account %s would lose its endpoints with their secrets, its API keys, and"
                                + " every event published so far with its deliveries, including waiting"
                                + " ones and dead letters")
                        .formatted(account)
                : ("account %s would lose event %s with its payload and its deliveries, including"
                                + " waiting ones and dead letters")
                        .formatted(account, event);
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted; the erasure continues");
        }
    }
}
