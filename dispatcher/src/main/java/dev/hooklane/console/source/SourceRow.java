package dev.hooklane.console.source;

import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A source in the list.
 *
 * @param owner who answers for it; empty if it names nobody
 * @param topics separated by commas
 */
public record SourceRow(
        String name,
        String path,
        String owner,
        SourceState state,
        String cluster,
        String topics,
        SourceFigures figures) {
    static SourceRow of(JsonNode json) {
        String name = json.path("name").asString();
        return new SourceRow(
                name,
                SourcePages.path(name),
                json.path("owner").asString(""),
                SourceState.of(json),
                json.path("cluster").asString(""),
                json.path("topics")
                        .valueStream()
                        .map(JsonNode::asString)
                        .collect(Collectors.joining(", ")),
                SourceFigures.of(json));
    }
}
