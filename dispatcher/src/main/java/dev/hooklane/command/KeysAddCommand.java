package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Creates a key and prints it; it is shown only once. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description =
                "Creates an API key and prints its id and the key. The key is shown only"
                        + " this once.",
        footerHeading = "%n",
        footer = {
            "Example: a key for a service that publishes events for all accounts",
            "  hooklane keys add --name billing --role publisher",
            "",
            "Example: a key for one customer, with an expiry date",
            "  hooklane keys add --name acme --role account --account acct_1 \\",
            "    --expires-at 2027-11-30T00:00:00Z"
        })
final class KeysAddCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            required = true,
            description = "A name that says what the key is for.")
    private String name = "";

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            required = true,
            description = "The key's role: publisher, account, viewer or operator.")
    private String role = "";

    @Option(
            names = "--account",
            paramLabel = "ID",
            description =
                    "The only account that the key can access; required for the role account.")
    private String account = "";

    @Option(
            names = "--expires-at",
            paramLabel = "TIME",
            description = "When the key expires, such as 2027-11-30T00:00:00Z.")
    private String expiresAt = "";

    @Mixin private JsonOption json = new JsonOption();

    private final CommandContext context;

    KeysAddCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("name", name).put("role", role);
        if (!account.isEmpty()) {
            body.put("account", account);
        }
        if (!expiresAt.isEmpty()) {
            body.put("expiresAt", expiresAt);
        }
        try (ApiClient client = api.client(context)) {
            JsonNode made = client.post("/v1/keys", body);
            PrintWriter out = spec.commandLine().getOut();
            if (json.isChosen()) {
                out.println(made);
                return;
            }
            out.println("id   " + made.path("id").asString());
            out.println("key  " + made.path("key").asString());
        }
    }
}
