package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import dev.hooklane.client.ApiException;
import java.io.PrintWriter;
import java.util.List;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Changes the state of endpoints. */
@Command(
        name = "set",
        mixinStandardHelpOptions = true,
        description = "Pauses, enables or disables endpoints.",
        footerHeading = "%n",
        footer = {
            "Example: pause an endpoint, so that nothing more is sent to it",
            "  hooklane endpoints set paused ep_4m1k7rcn0v8w2x3y"
        })
final class EndpointsSetCommand implements Runnable {
    private static final String MISSED = "missed";

    @Mixin private ApiOptions api = new ApiOptions();
    @Mixin private EachFormat format = new EachFormat();

    @Parameters(
            index = "0",
            paramLabel = "STATE",
            description = "The new state: enabled, paused or disabled.")
    private String state = "";

    @Parameters(
            index = "1..*",
            paramLabel = "ID",
            arity = "1..*",
            description = "The endpoints' ids.")
    private List<String> ids = List.of();

    private final CommandContext context;

    EndpointsSetCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        try (ApiClient client = api.client(context)) {
            format.each(ids, "endpoints", id -> set(client, id), EndpointsSetCommand::print);
        }
    }

    /** Returns the endpoint, and how many deliveries it missed if it is enabled now. */
    private JsonNode set(ApiClient client, String id) {
        ObjectNode endpoint = JsonMapper.shared().createObjectNode();
        client.patch(
                        "/v1/endpoints/" + ApiClient.encoded(id),
                        JsonMapper.shared().createObjectNode().put("state", state))
                .properties()
                .forEach(field -> endpoint.set(field.getKey(), field.getValue()));
        if (state.equals("enabled")) {
            missed(client, id)
                    .ifPresentOrElse(
                            missed -> endpoint.put(MISSED, missed), () -> endpoint.putNull(MISSED));
        }
        return endpoint;
    }

    private static OptionalLong missed(ApiClient client, String id) {
        ObjectNode body = JsonMapper.shared().createObjectNode().put("endpoint", id);
        body.putObject("select").put("missed", true);
        try {
            return OptionalLong.of(
                    client.post("/v1/replays", body.put("dryRun", true)).path("matched").asLong(0));
        } catch (ApiException e) {
            // The endpoint is enabled all the same; only the count is unavailable.
            return OptionalLong.empty();
        }
    }

    private static void print(JsonNode endpoint, PrintWriter out) {
        String id = endpoint.path("id").asString("");
        out.println("%s is %s".formatted(id, endpoint.path("state").asString("")));
        long missed = endpoint.path(MISSED).asLong(0);
        if (missed > 0) {
            out.println(
                    ("it missed %d deliveries; to send them: hooklane replays start"
                                    + " --endpoint %s --missed")
                            .formatted(missed, id));
        }
    }
}
