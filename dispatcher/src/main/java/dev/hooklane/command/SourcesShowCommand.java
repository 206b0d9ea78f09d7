package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import dev.hooklane.command.ApiList.Column;
import dev.hooklane.event.VisibleText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows one source. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description =
                "Shows a source, what became of its records, and how far it has read each"
                        + " partition.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane sources show orders"})
final class SourcesShowCommand implements Runnable {
    @Mixin private ApiItem item = new ApiItem();

    @Parameters(paramLabel = "NAME", description = "The source's name.")
    private String name = "";

    private final CommandContext context;

    SourcesShowCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        item.print(context, "/v1/sources/" + ApiClient.encoded(name), SourcesShowCommand::print);
    }

    private static void print(JsonNode source, PrintWriter out) {
        line(out, "source", source.path("name").asString(""));
        line(out, "state", SourcesListCommand.state(source));
        line(out, "cluster", source.path("cluster").asString(""));
        line(out, "topics", SourcesListCommand.topics(source));
        line(out, "format", source.path("format").asString(""));
        line(out, "key format", source.path("keyFormat").asString(""));
        String registry = source.path("registry").asString("");
        if (!registry.isEmpty()) {
            line(out, "registry", registry);
        }
        line(out, "began at", source.path("begin").asString(""));
        line(out, "owner", VisibleText.line(source.path("owner").asString("")));
        line(out, "updated", source.path("updatedAt").asString(""));
        line(out, "read", source.path("recordsPerMinute") + " records in the last minute");
        line(out, "mapping", VisibleText.line(source.path("mapping").toString()));
        JsonNode progress = source.path("progress");
        line(out, "published", progress.path("published").toString());
        line(out, "skipped", progress.path("skipped").toString());
        line(out, "rejected", SourceProgressText.rejected(progress));
        line(out, "left", SourceProgressText.left(progress));
        line(out, "behind", SourceProgressText.behind(progress));
        String notRead = source.path("notReadHere").asString("");
        if (!notRead.isEmpty()) {
            line(out, "not read", VisibleText.line(notRead));
        }
        if (progress.path("waiting").asInt(0) > 0) {
            line(
                    out,
                    "waits",
                    "%s of %s partitions: %s"
                            .formatted(
                                    progress.path("waiting"),
                                    progress.path("partitions"),
                                    VisibleText.line(source.path("registryProblem").asString(""))));
        }
        String problem = source.path("lagProblem").asString("");
        if (!problem.isEmpty()) {
            line(out, "problem", VisibleText.line(problem));
        }
        List<JsonNode> readings = new ArrayList<>();
        source.path("reading").forEach(readings::add);
        if (!readings.isEmpty()) {
            out.println();
            ApiList.table(
                            readings,
                            List.of(
                                    Column.of("TOPIC", "topic"),
                                    new Column("PARTITION", each -> text(each, "partition")),
                                    new Column("NEXT", each -> text(each, "next")),
                                    new Column("LEFT", SourceProgressText::left),
                                    new Column("BEHIND", SourceProgressText::behind),
                                    new Column("INSTANCE", SourcesShowCommand::instance)))
                    .forEach(out::println);
        }
    }

    private static String instance(JsonNode reading) {
        return reading.path("instance").asString("none");
    }

    private static String text(JsonNode reading, String field) {
        return reading.path(field).toString();
    }

    private static void line(PrintWriter out, String name, String value) {
        out.println("%-11s %s".formatted(name, value).stripTrailing());
    }
}
