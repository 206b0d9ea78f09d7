package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Creates an endpoint and prints its secret, which is shown only once. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description =
                "Creates an endpoint and prints its id and its secret. The secret is shown only"
                        + " this once.",
        footerHeading = "%n",
        footer = {
            "Example: all events of two groups, with a custom header",
            "  hooklane endpoints add --account acct_1 --url https://example.com/hooks \\",
            "    --events conversation.*,message.* --header 'X-Team: support'",
            "",
            "Example: a small server: 10 requests per second, bursts of 20, in order, three"
                    + " attempts",
            "  hooklane endpoints add --account acct_1 --url https://small.example.com/hooks \\",
            "    --rate-limit 10/20 --ordered --timeout 5s --schedule 0s,5m,2h"
        })
final class EndpointsAddCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();

    @Option(
            names = "--account",
            paramLabel = "ID",
            required = true,
            description = "The account whose events the endpoint receives.")
    private String account = "";

    @Option(
            names = "--url",
            paramLabel = "URL",
            required = true,
            description = "The URL that receives the events: https, at a public address.")
    private String url = "";

    @Option(
            names = "--events",
            paramLabel = "TYPE",
            split = ",",
            description = "Event types, groups such as message.*, or * for all (the default).")
    private List<String> events = List.of("*");

    @Option(
            names = "--filter",
            paramLabel = "JSON",
            description =
                    "Only events whose data matches this filter:"
                            + " {\"field\":\"/botId\",\"equals\":\"bot_7\"}.")
    private String filter = "";

    @Option(names = "--description", paramLabel = "TEXT", description = "What the endpoint is for.")
    private String description = "";

    @Option(
            names = "--secret-file",
            paramLabel = "FILE",
            description =
                    "A file with the secret that the endpoint's server has already, or - for standard"
                            + " input: whsec_ and base64 of 24 to 64 bytes. Otherwise a random one"
                            + " is made.")
    private @Nullable String secretFile;

    @Mixin private HeaderOptions headers = new HeaderOptions();
    @Mixin private EndpointSettingsOptions settings = new EndpointSettingsOptions();
    @Mixin private JsonOption json = new JsonOption();

    private final CommandContext context;

    EndpointsAddCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("account", account).put("url", url);
        events.forEach(body.putArray("eventTypes")::add);
        if (!description.isEmpty()) {
            body.put("description", description);
        }
        if (!filter.isEmpty()) {
            body.set("filter", FilterText.json(filter, "filter"));
        }
        if (secretFile != null) {
            body.put("secret", SecretText.read(context, secretFile));
        }
        headers.addTo(body);
        settings.addTo(body, spec.commandLine());
        try (ApiClient client = api.client(context)) {
            JsonNode endpoint = client.post("/v1/endpoints", body);
            PrintWriter out = spec.commandLine().getOut();
            if (json.isChosen()) {
                out.println(endpoint);
                return;
            }
            out.println("endpoint  " + endpoint.path("id").asString());
            out.println("secret    " + endpoint.path("secret").asString());
            endpoint.path("signingKeys")
                    .forEach(key -> out.println("public    " + key.path("publicKey").asString()));
        }
    }
}
