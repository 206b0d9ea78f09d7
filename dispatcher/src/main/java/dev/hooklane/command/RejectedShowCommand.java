package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import dev.hooklane.event.VisibleText;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Shows one rejected record. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows a rejected record, with the beginning of its value.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane rejected show 3@17"})
final class RejectedShowCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();

    @Parameters(paramLabel = "ID", description = "The record's position, as the list shows it.")
    private String id = "";

    @Option(names = "--json", description = "Print every field as JSON, for scripts.")
    private boolean json;

    private final CommandContext context;

    RejectedShowCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        try (ApiClient client = api.client(context)) {
            JsonNode record = client.get("/v1/rejected/" + ApiClient.encoded(id), Map.of());
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(record);
                return;
            }
            for (String field :
                    List.of(
                            "id",
                            "rejectedAt",
                            "reason",
                            "detail",
                            "account",
                            "key",
                            "bytes",
                            "source")) {
                out.printf("%-12s %s%n", field, VisibleText.line(record.path(field).asString("-")));
            }
            JsonNode cut = record.path("cut");
            if (cut.isObject()) {
                out.printf(
                        "%-12s %d bytes and all but %d headers were kept; sha256 of all bytes %s%n",
                        "cut",
                        cut.path("keptBytes").asLong(),
                        cut.path("headersLeftOut").asLong(),
                        VisibleText.line(cut.path("sha256").asString("")));
            }
            JsonNode text = record.path("text");
            out.printf(
                    "%n%s%n",
                    text.isString()
                            ? VisibleText.line(text.asString())
                            : record.path("base64").asString(""));
        }
    }
}
