package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends an endpoint a test event. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = "Sends an endpoint a webhook.test event and says what it answered.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane endpoints test ep_4m1k7rcn0v8w2x3y"})
final class EndpointsTestCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();

    @Parameters(paramLabel = "ID", description = "The endpoint's id.")
    private String id = "";

    private final CommandContext context;

    EndpointsTestCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.silenceLog();
        try (ApiClient client = api.client(context)) {
            JsonNode result =
                    client.post(
                            "/v1/endpoints/" + ApiClient.encoded(id) + "/test",
                            JsonMapper.shared().createObjectNode());
            PrintWriter out = spec.commandLine().getOut();
            JsonNode attempt = result.path("attempts").path(0);
            if (attempt.isMissingNode()) {
                out.println(
                        "sent; its result is not known yet: hooklane deliveries show "
                                + result.path("delivery").asString(""));
                return ExitCode.OK;
            }
            out.println(
                    "%s %s in %s ms: hooklane deliveries show %s"
                            .formatted(
                                    attempt.path("outcome").asString(""),
                                    attempt.path("status").asString(""),
                                    attempt.path("durationMs").asString(""),
                                    result.path("id").asString("")));
            return result.path("status").asString("").equals("delivered")
                    ? ExitCode.OK
                    : ExitCode.SOFTWARE;
        }
    }
}
