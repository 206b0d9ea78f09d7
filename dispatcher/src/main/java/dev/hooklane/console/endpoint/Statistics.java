package dev.hooklane.console.endpoint;

import dev.hooklane.client.ApiClient;
import dev.hooklane.client.ApiException;
import dev.hooklane.console.view.Chart;
import dev.hooklane.console.view.Texts;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * An endpoint's last 24 hours, as text.
 *
 * @param rate the share of attempts that succeeded; empty without attempts
 * @param p95 the 95th percentile of attempt times; empty without attempts
 * @param chart attempts by hour, for a row
 * @param wide the same, for a page
 */
public record Statistics(
        String attempts, String failed, String rate, String p95, Chart chart, Chart wide) {
    private static final int CHART_WIDTH = 144;
    private static final int CHART_HEIGHT = 30;
    private static final int WIDE = 960;
    private static final int WIDE_HEIGHT = 120;

    /**
     * Fetches the statistics of endpoints; empty while they are unavailable.
     *
     * @param ids at most as many as a page has
     */
    static Map<String, Statistics> of(ApiClient api, List<String> ids) {
        Map<String, Statistics> found = new HashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        try {
            api.get("/v1/statistics", Map.of("endpoints", String.join(",", ids)))
                    .path("statistics")
                    .forEach(each -> found.put(each.path("endpoint").asString(), read(each)));
        } catch (ApiException e) {
            if (e.status() == 401) {
                throw e;
            }
        }
        return found;
    }

    private static Statistics read(JsonNode json) {
        long attempts = json.path("attempts").asLong();
        long failed = json.path("failed").asLong();
        List<Chart.Amount> hours =
                json.path("hours")
                        .valueStream()
                        .map(hour ->
                                new Chart.Amount(
                                        hour(hour.path("from").asString()),
                                        hour.path("succeeded").asLong(),
                                        hour.path("failed").asLong()))
                        .toList();
        String summary =
                "%s in 24 hours, %s failed"
                        .formatted(Texts.count(attempts, "attempt"), Texts.count(failed));
        return new Statistics(
                Texts.count(attempts),
                Texts.count(failed),
                json.path("successRate").isNumber()
                        ? Texts.percent(json.path("successRate").asDouble())
                        : "",
                json.path("p95Ms").isNumber() ? Texts.millis(json.path("p95Ms").asLong()) : "",
                Chart.of(CHART_WIDTH, CHART_HEIGHT, hours, summary),
                Chart.of(WIDE, WIDE_HEIGHT, hours, summary));
    }

    private static String hour(String from) {
        return Instant.parse(from).toString().substring(11, 16) + " UTC";
    }
}
