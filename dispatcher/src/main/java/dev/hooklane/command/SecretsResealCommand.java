package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Encrypts all secrets with the primary key: the third step of replacing a key. */
@Command(
        name = "reseal",
        mixinStandardHelpOptions = true,
        description =
                "Re-encrypts with the primary key all endpoints that other keys encrypted, or that an"
                        + " earlier release wrote.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane secrets reseal"})
final class SecretsResealCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();
    @Mixin private JsonOption json = new JsonOption();

    private final CommandContext context;

    SecretsResealCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        PrintWriter out = spec.commandLine().getOut();
        try (ApiClient client = api.client(context)) {
            long resealed = 0;
            long left;
            do {
                JsonNode answer =
                        client.post(
                                "/v1/secrets-key/reseal", JsonMapper.shared().createObjectNode());
                resealed += answer.path("resealed").asLong(0);
                left = answer.path("sealedByOthers").asLong(0);
                if (!json.isChosen()) {
                    out.printf("resealed %d, %d left%n", resealed, left);
                    out.flush();
                }
            } while (left > 0);
            if (json.isChosen()) {
                out.println(JsonMapper.shared().createObjectNode().put("resealed", resealed));
            }
        }
    }
}
