package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import dev.hooklane.event.VisibleText;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows one rejected record. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows a rejected record, with the beginning of its value.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane rejected show 3@17"})
final class RejectedShowCommand implements Runnable {
    @Mixin private ApiItem item = new ApiItem();

    @Parameters(paramLabel = "ID", description = "The record's position, as the list shows it.")
    private String id = "";

    private final CommandContext context;

    RejectedShowCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        item.print(context, "/v1/rejected/" + ApiClient.encoded(id), RejectedShowCommand::print);
    }

    private static void print(JsonNode record, PrintWriter out) {
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
