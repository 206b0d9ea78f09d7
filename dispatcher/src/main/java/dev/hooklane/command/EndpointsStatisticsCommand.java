package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import dev.hooklane.command.ApiList.Column;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows the outcomes of an endpoint's attempts in the last 24 hours. */
@Command(
        name = "statistics",
        mixinStandardHelpOptions = true,
        description =
                "Shows the results of an endpoint's attempts by hour, for this hour and the 23"
                        + " before it.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane endpoints statistics ep_4m1k7rcn0v8w2x3y"})
final class EndpointsStatisticsCommand implements Runnable {
    private static final List<Column> COLUMNS =
            List.of(
                    Column.of("HOUR", "from"),
                    Column.of("ATTEMPTS", "attempts"),
                    Column.of("SUCCEEDED", "succeeded"),
                    Column.of("FAILED", "failed"));

    @Mixin private ApiItem item = new ApiItem();

    @Parameters(paramLabel = "ID", description = "The endpoint's id.")
    private String id = "";

    private final CommandContext context;

    EndpointsStatisticsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        item.print(
                context,
                "/v1/endpoints/" + ApiClient.encoded(id) + "/statistics",
                EndpointsStatisticsCommand::print);
    }

    private static void print(JsonNode statistics, PrintWriter out) {
        for (String field : List.of("attempts", "succeeded", "failed", "p50Ms", "p95Ms")) {
            out.printf("%-12s %s%n", field, statistics.path(field).asString("-"));
        }
        out.printf("%-12s %s%n%n", "failures", failures(statistics.path("failures")));
        ApiList.table(statistics.path("hours").valueStream().toList(), COLUMNS)
                .forEach(out::println);
    }

    private static String failures(JsonNode failures) {
        return failures.isEmpty()
                ? "-"
                : failures.properties().stream()
                        .map(each -> each.getKey() + " " + each.getValue())
                        .collect(Collectors.joining(", "));
    }
}
