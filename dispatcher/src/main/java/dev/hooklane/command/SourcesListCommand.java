package dev.hooklane.command;

import dev.hooklane.command.ApiList.Column;
import dev.hooklane.event.VisibleText;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** Lists sources. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "Lists sources by name, one per line, with how many records are left to read. Their"
                        + " clusters are asked for it, which can take some seconds.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane sources list"})
final class SourcesListCommand implements Runnable {
    @Mixin private ApiList list = new ApiList();

    private final CommandContext context;

    SourcesListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        list.print(
                context,
                "/v1/sources",
                Map.of("progress", "true"),
                "sources",
                List.of(
                        Column.of("NAME", "name"),
                        new Column("STATE", SourcesListCommand::state),
                        new Column(
                                "LEFT", source -> SourceProgressText.left(source.path("progress"))),
                        new Column(
                                "BEHIND",
                                source -> SourceProgressText.behind(source.path("progress"))),
                        Column.of("CLUSTER", "cluster"),
                        new Column("TOPICS", SourcesListCommand::topics),
                        new Column(
                                "OWNER",
                                source -> VisibleText.line(source.path("owner").asString("")))));
    }

    static String state(JsonNode source) {
        if (source.path("paused").asBoolean(false)) {
            return "paused";
        }
        return switch (source.path("lagProblemCode").asString("")) {
            case "awaits_rewind" -> "waits for a rewind";
            case "topics_missing" -> "lacks a topic";
            case "topics_hidden", "topics_unreadable" -> "lacks a right";
            case "topics_left_out" -> "leaves out topics";
            default -> source.path("progress").path("waiting").asInt(0) > 0 ? "waiting" : "running";
        };
    }

    static String topics(JsonNode source) {
        return source.path("topics")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.joining(", "));
    }
}
