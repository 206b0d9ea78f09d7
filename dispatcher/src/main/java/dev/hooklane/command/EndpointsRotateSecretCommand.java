package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rotates the signing secret of an endpoint. */
@Command(
        name = "rotate-secret",
        mixinStandardHelpOptions = true,
        description =
                "Gives an endpoint a new signing secret and prints it. The secret is shown"
                        + " only this once.",
        footerHeading = "%n",
        footer = {
            "Example: the old secret keeps signing for two more days",
            "  hooklane endpoints rotate-secret ep_4m1k7rcn0v8w2x3y --overlap 48h"
        })
final class EndpointsRotateSecretCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();

    @Parameters(paramLabel = "ID", description = "The endpoint's id.")
    private String id = "";

    @Option(
            names = "--overlap",
            paramLabel = "TIME",
            description =
                    "How long the old secret keeps signing too, from 0s to 7d (default:"
                            + " ${DEFAULT-VALUE}).")
    private String overlap = "24h";

    private final CommandContext context;

    EndpointsRotateSecretCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        try (ApiClient client = api.client(context)) {
            JsonNode endpoint =
                    client.post(
                            "/v1/endpoints/" + ApiClient.encoded(id) + "/secret/rotate",
                            JsonMapper.shared().createObjectNode().put("overlap", overlap));
            spec.commandLine().getOut().println(endpoint.path("secret").asString(""));
        }
    }
}
