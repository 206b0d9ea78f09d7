package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import dev.hooklane.client.ApiException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
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
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();

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
            for (String id : ids) {
                JsonNode endpoint =
                        client.patch(
                                "/v1/endpoints/" + ApiClient.encoded(id),
                                JsonMapper.shared().createObjectNode().put("state", state));
                spec.commandLine()
                        .getOut()
                        .println("%s is %s".formatted(id, endpoint.path("state").asString("")));
                if (state.equals("enabled")) {
                    tellWhatWasMissed(client, id);
                }
            }
        }
    }

    private void tellWhatWasMissed(ApiClient client, String id) {
        ObjectNode body = JsonMapper.shared().createObjectNode().put("endpoint", id);
        body.putObject("select").put("missed", true);
        long missed;
        try {
            missed = client.post("/v1/replays", body.put("dryRun", true)).path("matched").asLong();
        } catch (ApiException e) {
            // The endpoint is enabled all the same; only the count is unavailable.
            return;
        }
        if (missed > 0) {
            spec.commandLine()
                    .getOut()
                    .println(
                            ("it missed %d deliveries; to send them: hooklane replays start"
                                            + " --endpoint %s --missed")
                                    .formatted(missed, id));
        }
    }
}
