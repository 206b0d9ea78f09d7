package dev.hooklane.console.overview;

import dev.hooklane.console.attempt.AttemptWords;
import dev.hooklane.console.endpoint.KnownEndpoint;
import dev.hooklane.console.endpoint.KnownEndpoints;
import dev.hooklane.console.endpoint.ShownUrl;
import dev.hooklane.console.view.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An account's parked deliveries, by endpoint.
 *
 * @param rows the endpoints with the most of them
 * @param hint what to say below the heading
 */
public record ParkedView(List<Row> rows, String hint) {
    /** The anchor of the list in its page. */
    static final String ANCHOR = "parked";

    public ParkedView {
        rows = List.copyOf(rows);
    }

    /**
     * Those of one endpoint.
     *
     * @param because why the latest of them was parked; empty if that is not known
     */
    public record Row(
            ShownUrl url, String path, String count, Optional<String> because, Instant since) {}

    static ParkedView of(JsonNode waiting, KnownEndpoints known) {
        return new ParkedView(
                waiting.path("parkedAt").valueStream().map(each -> row(each, known)).toList(),
                hint(waiting));
    }

    private static Row row(JsonNode json, KnownEndpoints known) {
        KnownEndpoint endpoint = known.get(json.path("endpoint").asString(""));
        return new Row(
                endpoint.url(),
                endpoint.path(),
                Texts.count(json.path("deliveries").asLong(0)),
                json.path("for").stringValueOpt().map(AttemptWords::waitReason),
                Instant.parse(json.path("since").asString()));
    }

    private static String hint(JsonNode waiting) {
        if (!waiting.path("parked").isNumber()) {
            return "It is not known at the moment whether deliveries are parked.";
        }
        return waiting.path("parked").asLong(0) == 0
                ? "No delivery waits for room at its webhook."
                : "They wait for room at their webhook, and use up no attempt.";
    }
}
