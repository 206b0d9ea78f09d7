package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import java.io.PrintWriter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Replaces what signs an endpoint's requests, and prints what the customer needs of it. */
abstract class RotateCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();

    @Parameters(paramLabel = "ID", description = "The endpoint's id.")
    private String id = "";

    @Option(
            names = "--overlap",
            paramLabel = "TIME",
            description =
                    "How long the old one keeps signing too, from 0s to 7d (default:"
                            + " ${DEFAULT-VALUE}).")
    private String overlap = "24h";

    @Mixin private JsonOption json = new JsonOption();

    private final CommandContext context;
    private final String what;

    /**
     * @param what is replaced, as the API's path names it
     */
    RotateCommand(CommandContext context, String what) {
        this.context = context;
        this.what = what;
    }

    /** Returns what is printed of the endpoint. */
    abstract String shown(JsonNode endpoint);

    @Override
    public final void run() {
        context.silenceLog();
        try (ApiClient client = api.client(context)) {
            JsonNode endpoint =
                    client.post(
                            "/v1/endpoints/%s/%s/rotate".formatted(ApiClient.encoded(id), what),
                            JsonMapper.shared().createObjectNode().put("overlap", overlap));
            PrintWriter out = spec.commandLine().getOut();
            if (json.isChosen()) {
                out.println(endpoint);
            } else {
                out.println(shown(endpoint));
            }
        }
    }
}
