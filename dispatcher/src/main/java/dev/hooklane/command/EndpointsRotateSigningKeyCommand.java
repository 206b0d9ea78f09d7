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

/** Replaces the key pair that signs an endpoint's requests. */
@Command(
        name = "rotate-signing-key",
        mixinStandardHelpOptions = true,
        description =
                "Gives an endpoint with Ed25519 signatures a new key pair and prints its public"
                        + " key.",
        footerHeading = "%n",
        footer = {
            "Example: the old key keeps signing for two more days",
            "  hooklane endpoints rotate-signing-key ep_4m1k7rcn0v8w2x3y --overlap 48h"
        })
final class EndpointsRotateSigningKeyCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();

    @Parameters(paramLabel = "ID", description = "The endpoint's id.")
    private String id = "";

    @Option(
            names = "--overlap",
            paramLabel = "TIME",
            description =
                    "How long the old key keeps signing too, from 0s to 7d (default:"
                            + " ${DEFAULT-VALUE}).")
    private String overlap = "24h";

    private final CommandContext context;

    EndpointsRotateSigningKeyCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        try (ApiClient client = api.client(context)) {
            JsonNode endpoint =
                    client.post(
                            "/v1/endpoints/" + ApiClient.encoded(id) + "/signing-key/rotate",
                            JsonMapper.shared().createObjectNode().put("overlap", overlap));
            spec.commandLine()
                    .getOut()
                    .println(endpoint.path("signingKeys").path(0).path("publicKey").asString(""));
        }
    }
}
