package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Replays deliveries of an endpoint, after counting them. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = {
            "Replays deliveries of an endpoint, with the same ids and one attempt each. A"
                    + " delivery that fails is a dead letter.",
            "Prints how many there are and asks before it starts. With --wait, exits with 4 if a"
                    + " delivery failed again or the replay was cancelled."
        },
        footerHeading = "%n",
        footer = {
            "Example: count what an endpoint missed while it was paused, then replay it; and what"
                    + " died in one night",
            "  hooklane replays start --endpoint ep_4m1k7rcn0v8w2x3y --missed --dry-run",
            "  hooklane replays start --endpoint ep_4m1k7rcn0v8w2x3y --missed --yes --wait",
            "  hooklane replays start --endpoint ep_4m1k7rcn0v8w2x3y --died-between"
                    + " 2027-11-30T00:00:00Z 2027-11-30T06:00:00Z"
        })
final class ReplaysStartCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();
    @Mixin private Confirmation confirmation = new Confirmation();
    @Mixin private ReplaySelectionOptions selection = new ReplaySelectionOptions();

    @Option(
            names = "--endpoint",
            paramLabel = "ID",
            required = true,
            description = "The endpoint whose deliveries are replayed.")
    private String endpoint = "";

    @Option(
            names = "--rate",
            paramLabel = "COUNT",
            description = "The maximum number per second (default: ${DEFAULT-VALUE}).")
    private int rate = 50;

    @Option(names = "--dry-run", description = "Only print how many there are.")
    private boolean dryRun;

    @Option(names = "--wait", description = "Show the progress until the replay has ended.")
    private boolean wait;

    @Option(names = "--json", description = "Print every field as a JSON object, for scripts.")
    private boolean json;

    private final CommandContext context;

    ReplaysStartCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.silenceLog();
        PrintWriter out = spec.commandLine().getOut();
        try (ApiClient client = api.client(context)) {
            if (dryRun || !confirmation.isGiven()) {
                JsonNode count = client.post("/v1/replays", body().put("dryRun", true));
                if (dryRun) {
                    out.println(json ? count.toString() : counted(count));
                    return ExitCode.OK;
                }
                confirmation.require(context, counted(count) + " would be replayed");
            }
            JsonNode replay = client.post("/v1/replays", body());
            if (wait) {
                replay = new ReplayWait(client, context, out, json).untilOver(replay);
            }
            if (json) {
                out.println(replay);
            } else {
                ReplayReport.print(replay, out);
            }
            return wait ? ReplayWait.exitCode(replay) : ExitCode.OK;
        }
    }

    private ObjectNode body() {
        ObjectNode body = JsonMapper.shared().createObjectNode().put("endpoint", endpoint);
        body.set("select", selection.json());
        return body.put("ratePerSecond", rate);
    }

    private String counted(JsonNode count) {
        return "%s%d deliveries to %s"
                .formatted(
                        count.path("more").asBoolean() ? "more than " : "",
                        count.path("matched").asLong(),
                        endpoint);
    }
}
