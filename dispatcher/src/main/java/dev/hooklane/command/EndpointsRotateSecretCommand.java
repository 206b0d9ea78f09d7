package dev.hooklane.command;

import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

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
final class EndpointsRotateSecretCommand extends RotateCommand {
    EndpointsRotateSecretCommand(CommandContext context) {
        super(context, "secret");
    }

    @Override
    String shown(JsonNode endpoint) {
        return endpoint.path("secret").asString("");
    }
}
