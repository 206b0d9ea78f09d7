package dev.hooklane.console.overview;

import dev.hooklane.console.view.Chart;
import dev.hooklane.console.view.Texts;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The attempts of a period.
 *
 * @param success the share of those that succeeded; a dash if there were none
 * @param p50 the median of their durations
 * @param p99 the 99th percentile
 * @param chart attempts by time
 * @param durations their durations by time
 */
public record Period(
        String title,
        String attempts,
        String success,
        String p50,
        String p99,
        Chart chart,
        Curves durations) {
    private static final int WIDTH = 480;
    private static final int HEIGHT = 56;
    private static final int CURVES_HEIGHT = 40;

    /**
     * Returns the period that the API reports.
     *
     * @param when when it was, behind a number of attempts
     */
    static Period of(String title, String when, JsonNode json) {
        long attempts = json.path("attempts").asLong(0);
        long failed = json.path("failed").asLong(0);
        List<JsonNode> parts = json.path("parts").valueStream().toList();
        String p50 = millis(json.path("p50Ms"));
        String p99 = millis(json.path("p99Ms"));
        return new Period(
                title,
                Texts.count(attempts),
                attempts == 0
                        ? "–"
                        : Texts.percent((double) json.path("succeeded").asLong(0) / attempts),
                p50,
                p99,
                Chart.of(
                        WIDTH,
                        HEIGHT,
                        parts.stream()
                                .map(part ->
                                        new Chart.Amount(
                                                time(part),
                                                part.path("succeeded").asLong(0),
                                                part.path("failed").asLong(0)))
                                .toList(),
                        "%s %s, %s failed"
                                .formatted(
                                        Texts.count(attempts, "attempt"),
                                        when,
                                        Texts.count(failed))),
                Curves.of(
                        WIDTH,
                        CURVES_HEIGHT,
                        parts.stream().map(part -> part.path("p50Ms").asLong(-1)).toList(),
                        parts.stream().map(part -> part.path("p99Ms").asLong(-1)).toList(),
                        "Durations: p50 %s, p99 %s".formatted(p50, p99)));
    }

    private static String millis(JsonNode json) {
        return json.isNumber() ? Texts.millis(json.asLong()) : "–";
    }

    private static String time(JsonNode part) {
        return Instant.parse(part.path("from").asString()).toString().substring(11, 16) + " UTC";
    }
}
