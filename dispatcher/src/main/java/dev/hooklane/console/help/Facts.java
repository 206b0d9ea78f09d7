package dev.hooklane.console.help;

import dev.hooklane.client.ApiClient;
import dev.hooklane.client.ApiException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The API's data on one endpoint: its configuration, its last 24 hours, and its latest deliveries.
 *
 * @param endpoint as the API returns it
 * @param statistics as the API returns them; missing while they are unavailable
 * @param latest its deliveries, the latest events first
 */
record Facts(JsonNode endpoint, JsonNode statistics, List<SeenDelivery> latest) {
    private static final String LOOKED_AT = "50";
    private static final int UNAVAILABLE = 503;

    Facts {
        latest = List.copyOf(latest);
    }

    static Facts of(ApiClient api, String id) {
        String path = "/v1/endpoints/" + ApiClient.encoded(id);
        JsonNode endpoint = api.get(path, Map.of());
        JsonNode statistics;
        try {
            statistics = api.get(path + "/statistics", Map.of());
        } catch (ApiException e) {
            if (e.status() != UNAVAILABLE) {
                throw e;
            }
            statistics = JsonMapper.shared().missingNode();
        }
        return new Facts(
                endpoint,
                statistics,
                api.get("/v1/deliveries", Map.of("endpoint", id, "limit", LOOKED_AT))
                        .path("deliveries")
                        .valueStream()
                        .map(SeenDelivery::of)
                        .toList());
    }

    String page() {
        return "/webhooks/" + ApiClient.encoded(endpoint.path("id").asString());
    }

    String state() {
        return endpoint.path("state").asString();
    }

    boolean enabled() {
        return state().equals("enabled");
    }

    List<String> eventTypes() {
        return endpoint.path("eventTypes").valueStream().map(JsonNode::asString).toList();
    }

    boolean filters() {
        return endpoint.path("filter").isObject();
    }

    long attempts() {
        return statistics.path("attempts").asLong(0);
    }

    long failed() {
        return statistics.path("failed").asLong(0);
    }

    /** Returns the 95th percentile of attempt times; empty while it is unavailable. */
    OptionalLong p95Ms() {
        JsonNode p95 = statistics.path("p95Ms");
        return p95.isNumber() ? OptionalLong.of(p95.asLong()) : OptionalLong.empty();
    }

    /** Returns the day's failures, most frequent first, such as {@code 12 answered 5xx}. */
    String failures() {
        return statistics.path("failures").properties().stream()
                .sorted(
                        Comparator.comparingLong((Map.Entry<String, JsonNode> each) ->
                                        each.getValue().asLong())
                                .reversed())
                .map(each -> each.getValue().asLong() + " " + Advice.words(each.getKey()))
                .collect(Collectors.joining(", "));
    }

    /** Reports whether every failed attempt got an answer. */
    boolean answers() {
        return statistics.path("failures").propertyNames().stream()
                .allMatch(outcome -> outcome.startsWith("status_"));
    }

    /** Returns the deliveries with an attempt, the latest attempt first. */
    List<SeenDelivery> attempted() {
        return latest.stream()
                .filter(each -> each.last().isPresent())
                .sorted(
                        Comparator.comparing((SeenDelivery each) ->
                                        each.last().map(SeenAttempt::at).orElse(Instant.EPOCH))
                                .reversed())
                .toList();
    }

    Optional<SeenDelivery> lastTest() {
        return attempted().stream().filter(SeenDelivery::test).findFirst();
    }
}
