package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import dev.hooklane.client.ApiException;
import dev.hooklane.command.ApiList.Fetched;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Prints deliveries as they happen. */
@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        description = {
            "Prints a line each time that a delivery of an account or endpoint is attempted, until"
                    + " Ctrl-C.",
            "It looks every second at the 1,000 deliveries with the latest events."
        },
        footerHeading = "%n",
        footer = {
            "Example: what an account receives",
            "  hooklane deliveries tail --account acct_1",
            "Example: the next dead letter of any account",
            "  hooklane deliveries tail --status dead --count 1 --jsonl"
        })
final class DeliveriesTailCommand implements Runnable {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int LOOKED_AT = 1_000;

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();

    @Option(names = "--account", paramLabel = "ID", description = "Only those of this account.")
    private String account = "";

    @Option(names = "--endpoint", paramLabel = "ID", description = "Only those of this endpoint.")
    private String endpoint = "";

    @Option(names = "--type", paramLabel = "TYPE", description = "Only those of this event type.")
    private String type = "";

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description =
                    "Only deliveries with this status: delivered, waiting, dead or cancelled.")
    private String status = "";

    @Option(
            names = "--count",
            paramLabel = "COUNT",
            description = "End after this many lines; 0, the default, for no end.")
    private long count;

    @Option(names = "--jsonl", description = "Print every field as JSON, an object per line.")
    private boolean jsonl;

    private final CommandContext context;

    DeliveriesTailCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        Map<String, String> query =
                Map.of("account", account, "endpoint", endpoint, "type", type, "status", status);
        DeliveryTail tail = new DeliveryTail();
        try (ApiClient client = api.client(context);
                StopSignal stop = StopSignal.install()) {
            tail.look(fetch(client, query).items());
            long left = count == 0 ? Long.MAX_VALUE : count;
            boolean answered = true;
            while (left > 0 && !stop.await(LOOK_EVERY)) {
                try {
                    left -= print(tail.look(fetch(client, query).items()), left);
                    answered = true;
                } catch (ApiException e) {
                    refuseOrWait(e, answered);
                    answered = false;
                }
            }
        }
    }

    private static Fetched fetch(ApiClient client, Map<String, String> query) {
        return ApiList.fetch(client, "/v1/deliveries", query, "deliveries", LOOKED_AT);
    }

    /** Goes on after a restart of the API, or of the instance that has the history. */
    private void refuseOrWait(ApiException failure, boolean first) {
        if (!failure.mayPass()) {
            throw failure;
        }
        if (first) {
            ErrorLine.print(spec.commandLine(), failure.getMessage() + "; trying again");
        }
    }

    private long print(List<JsonNode> changed, long atMost) {
        PrintWriter out = spec.commandLine().getOut();
        List<JsonNode> printed = changed.stream().limit(atMost).toList();
        printed.forEach(delivery -> out.println(jsonl ? delivery.toString() : line(delivery)));
        out.flush();
        return printed.size();
    }

    private static String line(JsonNode delivery) {
        JsonNode last = delivery.path("lastAttempt");
        return "%-24s %-9s %-24s %s  %s  attempt %d%s"
                .formatted(
                        delivery.path("updatedAt").asString(""),
                        delivery.path("status").asString(""),
                        delivery.path("type").asString(""),
                        delivery.path("id").asString(""),
                        delivery.path("endpoint").asString(""),
                        delivery.path("attempts").asInt(0),
                        last.isObject()
                                ? "  %s in %d ms"
                                        .formatted(
                                                last.path("outcome").asString(""),
                                                last.path("durationMs").asLong())
                                : "");
    }
}
