package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import dev.hooklane.command.ApiList.Column;
import dev.hooklane.event.VisibleText;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows one delivery with its attempts. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows one delivery, attempt by attempt.",
        footerHeading = "%n",
        footer = {
            "Example:",
            "  hooklane deliveries show dlv_06c2x8m1p44m1k7rcn0v8w2x3y9q2f5h7k1m3p"
        })
final class DeliveriesShowCommand implements Runnable {
    private static final int ANSWER_MAX = 80;
    private static final List<Column> COLUMNS =
            List.of(
                    Column.of("ATTEMPT", "number"),
                    Column.of("AT", "startedAt"),
                    Column.of("OUTCOME", "outcome"),
                    Column.of("STATUS", "status"),
                    Column.of("MS", "durationMs"),
                    new Column("ANSWER", DeliveriesShowCommand::answer));

    @Mixin private ApiItem item = new ApiItem();

    @Parameters(paramLabel = "ID", description = "The delivery's id.")
    private String id = "";

    private final CommandContext context;

    DeliveriesShowCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        item.print(
                context, "/v1/deliveries/" + ApiClient.encoded(id), DeliveriesShowCommand::print);
    }

    private static void print(JsonNode delivery, PrintWriter out) {
        for (String field :
                List.of("id", "event", "type", "account", "endpoint", "publishedAt", "status")) {
            out.printf("%-12s %s%n", field, delivery.path(field).asString(""));
        }
        for (String field : List.of("reason", "nextAttemptAt")) {
            if (delivery.has(field)) {
                out.printf("%-12s %s%n", field, delivery.path(field).asString(""));
            }
        }
        out.println();
        ApiList.table(delivery.path("attempts").valueStream().toList(), COLUMNS)
                .forEach(out::println);
    }

    /**
     * Returns the endpoint's response, or why there was none. The text is untrusted and is made
     * harmless.
     */
    private static String answer(JsonNode attempt) {
        String text =
                attempt.has("detail")
                        ? attempt.path("detail").asString("")
                        : attempt.path("response").asString("");
        String visible = VisibleText.line(text);
        return visible.length() <= ANSWER_MAX ? visible : visible.substring(0, ANSWER_MAX) + "…";
    }
}
