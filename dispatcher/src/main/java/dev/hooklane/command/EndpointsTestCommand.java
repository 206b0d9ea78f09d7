package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import dev.hooklane.delivery.DeliveryStatus;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sends an endpoint a test event. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = "Sends a test event to an endpoint and prints the result.",
        footerHeading = "%n",
        footer = {
            "Example: send an event type's example, even if the endpoint does not subscribe to"
                    + " the type",
            "  hooklane endpoints test ep_4m1k7rcn0v8w2x3y --type message.created"
        })
final class EndpointsTestCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();

    @Parameters(paramLabel = "ID", description = "The endpoint's id.")
    private String id = "";

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "The event type whose example is sent (default: webhook.test).")
    private Optional<String> type = Optional.empty();

    @Mixin private JsonOption json = new JsonOption();

    private final CommandContext context;

    EndpointsTestCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.silenceLog();
        ObjectNode body = JsonMapper.shared().createObjectNode();
        type.ifPresent(named -> body.put("type", named));
        try (ApiClient client = api.client(context)) {
            JsonNode result = client.post("/v1/endpoints/" + ApiClient.encoded(id) + "/test", body);
            JsonNode attempt = result.path("attempts").path(0);
            if (json.isChosen()) {
                spec.commandLine().getOut().println(result);
            } else {
                print(result, attempt, spec.commandLine().getOut());
            }
            return attempt.isMissingNode() || isDelivered(result) ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private static boolean isDelivered(JsonNode result) {
        return result.path("status").asString("").equals(DeliveryStatus.Kind.DELIVERED.wireName());
    }

    private static void print(JsonNode result, JsonNode attempt, PrintWriter out) {
        if (attempt.isMissingNode()) {
            out.println(
                    "sent; the result is not known yet, see: hooklane deliveries show "
                            + result.path("delivery").asString(""));
            return;
        }
        out.println(
                "%s %s in %s ms: hooklane deliveries show %s"
                        .formatted(
                                attempt.path("outcome").asString(""),
                                attempt.path("status").asString(""),
                                attempt.path("durationMs").asString(""),
                                result.path("id").asString("")));
    }
}
