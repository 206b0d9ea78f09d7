package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows what real records of a source would become. */
@Command(
        name = "try",
        mixinStandardHelpOptions = true,
        description = {
            "Shows what real records of a source would become, or why not. Nothing is published,"
                    + " and the source need not exist.",
            "Each record is shown beside its event, or above it if the terminal has fewer than 100"
                    + " columns. Customers' data is shown, too."
        },
        footerHeading = "%n",
        footer = {
            "Example: the first 20 records of the last hour",
            "  hooklane sources try -f orders.yaml --from -1h --limit 20"
        })
final class SourcesTryCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();
    @Mixin private JsonOption json = new JsonOption();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            required = true,
            description = "The file that describes the source, or - for standard input.")
    private String file = "";

    @Option(
            names = "--from",
            paramLabel = "PLACE",
            description =
                    "From which record on: earliest, a duration before now such as -1h, or a time in"
                            + " RFC 3339 (default: ${DEFAULT-VALUE}).")
    private String from = "-1h";

    @Option(
            names = "--limit",
            paramLabel = "COUNT",
            description = "How many records, 1 to 100 (default: ${DEFAULT-VALUE}).")
    private int limit = 20;

    private final CommandContext context;

    SourcesTryCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        ObjectNode body = SourceFiles.read(context, file).trial(from).put("limit", limit);
        PrintWriter out = spec.commandLine().getOut();
        try (ApiClient client = api.client(context)) {
            JsonNode answer = client.post("/v1/sources/try", body);
            if (json.isChosen()) {
                out.println(answer);
            } else {
                print(answer.path("records"), out);
            }
        }
    }

    private void print(JsonNode records, PrintWriter out) {
        if (records.isEmpty()) {
            out.println("no records since " + from);
            return;
        }
        int width = context.terminalWidth();
        for (JsonNode each : records) {
            TriedRecordText.lines(each, width).forEach(out::println);
        }
        long events = records.valueStream().filter(TriedRecordText::isEvent).count();
        out.println("%d of %d records would become events".formatted(events, records.size()));
    }
}
