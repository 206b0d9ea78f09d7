package dev.hooklane.command;

import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

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
final class EndpointsRotateSigningKeyCommand extends RotateCommand {
    EndpointsRotateSigningKeyCommand(CommandContext context) {
        super(context, "signing-key");
    }

    @Override
    String shown(JsonNode endpoint) {
        return endpoint.path("signingKeys").path(0).path("publicKey").asString("");
    }
}
