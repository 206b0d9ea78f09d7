package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Changes an endpoint; what is not named stays. */
@Command(
        name = "update",
        mixinStandardHelpOptions = true,
        description = {
            "Changes an endpoint, and prints it. What no option names stays as it is.",
            "Its filter, its state, its certificates and its secret have commands of their own."
        },
        footerHeading = "%n",
        footer = {
            "Example: another URL at the same server, and the default rate limit",
            "  hooklane endpoints update ep_4m1k7rcn0v8w2x3y --url https://example.com/v2/hooks \\",
            "    --reset rate-limit"
        })
final class EndpointsUpdateCommand implements Runnable {
    /** Options whose setting has a default, and the API's name of each. */
    private static final Map<String, String> DEFAULTS =
            Map.of(
                    "timeout", "timeout",
                    "max-in-flight", "maxInFlight",
                    "rate-limit", "rateLimit",
                    "ordered", "ordered",
                    "schedule", "schedule");

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();

    @Parameters(paramLabel = "ID", description = "The endpoint's id.")
    private String id = "";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "The URL that receives the events. For another server, give its headers again,"
                            + " or --no-headers.")
    private @Nullable String url;

    @Option(
            names = "--events",
            paramLabel = "TYPE",
            split = ",",
            description = "Event types, groups such as message.*, or * for all.")
    private List<String> events = List.of();

    @Option(names = "--description", paramLabel = "TEXT", description = "What the endpoint is for.")
    private @Nullable String description;

    @Mixin private HeaderOptions headers = new HeaderOptions();

    @Option(names = "--no-headers", description = "Send no headers but Hooklane's own.")
    private boolean noHeaders;

    @Mixin private EndpointSettingsOptions settings = new EndpointSettingsOptions();

    @Option(
            names = "--reset",
            paramLabel = "SETTING",
            split = ",",
            description =
                    "Set back to the default: timeout, max-in-flight, rate-limit, ordered or"
                            + " schedule.")
    private List<String> resets = List.of();

    @Option(names = "--json", description = "Print every field as a JSON object, for scripts.")
    private boolean json;

    private final CommandContext context;

    EndpointsUpdateCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        ObjectNode body = body();
        if (body.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "no option says what to change");
        }
        try (ApiClient client = api.client(context)) {
            var endpoint = client.patch("/v1/endpoints/" + ApiClient.encoded(id), body);
            if (json) {
                spec.commandLine().getOut().println(endpoint);
            } else {
                EndpointsShowCommand.print(endpoint, spec.commandLine().getOut());
            }
        }
    }

    private ObjectNode body() {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        resets.forEach(setting -> body.putNull(field(setting)));
        if (url != null) {
            body.put("url", url);
        }
        if (!events.isEmpty()) {
            events.forEach(body.putArray("eventTypes")::add);
        }
        if (description != null) {
            body.put("description", description);
        }
        if (noHeaders) {
            body.putObject("headers");
        }
        headers.addTo(body);
        settings.addTo(body, spec.commandLine());
        return body;
    }

    private String field(String setting) {
        return Optional.ofNullable(DEFAULTS.get(setting))
                .orElseThrow(() ->
                        new ParameterException(
                                spec.commandLine(),
                                "--reset '%s' is not timeout, max-in-flight, rate-limit, ordered or schedule"
                                        .formatted(setting)));
    }
}
