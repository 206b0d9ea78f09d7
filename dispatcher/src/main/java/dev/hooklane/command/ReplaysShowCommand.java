package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Shows one replay. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows what a replay selects, and its progress.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane replays show rpl_4m1k7rcn0v8w2x3y --wait"})
final class ReplaysShowCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();

    @Parameters(paramLabel = "ID", description = "The replay's id.")
    private String id = "";

    @Option(names = "--wait", description = "Show the progress until the replay has ended.")
    private boolean wait;

    @Option(names = "--json", description = "Print every field as a JSON object, for scripts.")
    private boolean json;

    private final CommandContext context;

    ReplaysShowCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.silenceLog();
        try (ApiClient client = api.client(context)) {
            JsonNode replay = client.get("/v1/replays/" + ApiClient.encoded(id), Map.of());
            if (wait) {
                replay =
                        new ReplayWait(client, context, spec.commandLine().getOut(), json)
                                .untilOver(replay);
            }
            if (json) {
                spec.commandLine().getOut().println(replay);
            } else {
                ReplayReport.print(replay, spec.commandLine().getOut());
            }
            return wait ? ReplayWait.exitCode(replay) : ExitCode.OK;
        }
    }
}
