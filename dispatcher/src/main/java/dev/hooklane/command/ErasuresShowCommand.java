package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Shows one erasure. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows the progress of an erasure, and when the last copy will be gone.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane erasures show ers_4m1k7rcn0v8w2x3y"})
final class ErasuresShowCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();

    @Parameters(paramLabel = "ID", description = "The erasure's id.")
    private String id = "";

    @Option(names = "--json", description = "Print every field as JSON, for scripts.")
    private boolean json;

    private final CommandContext context;

    ErasuresShowCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        try (ApiClient client = api.client(context)) {
            JsonNode erasure = client.get("/v1/erasures/" + ApiClient.encoded(id), Map.of());
            if (json) {
                spec.commandLine().getOut().println(erasure);
            } else {
                ErasureReport.print(erasure, spec.commandLine().getOut());
            }
        }
    }
}
