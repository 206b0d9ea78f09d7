package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import dev.hooklane.client.ApiException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@code top} sees at one time.
 *
 * @param nanos when that was, by a steady clock
 * @param process the start of the process that answered about what it counts, by which it differs
 *     from others
 * @param counted how much there has been of each thing since then; empty if it doesn't say
 */
record TopLook(
        Instant at,
        long nanos,
        double process,
        Map<String, Double> counted,
        JsonNode waiting,
        JsonNode lanes) {
    private static final int LANES_MAX = 10;
    private static final int NOT_FOUND = 404;

    TopLook {
        counted = Map.copyOf(counted);
    }

    static TopLook of(ApiClient client, Instant at, long nanos) {
        MeterText meters = meters(client);
        return new TopLook(
                at,
                nanos,
                meters.sum("process_start_time_seconds", "").orElse(0),
                counted(meters),
                client.get("/v1/waiting", Map.of()),
                client.get("/v1/lanes", Map.of("limit", Integer.toString(LANES_MAX))));
    }

    private static MeterText meters(ApiClient client) {
        try {
            return MeterText.of(client.text("/metrics", Map.of()));
        } catch (ApiException e) {
            if (e.status() == NOT_FOUND) {
                // It has a port of its own for them.
                return MeterText.of("");
            }
            throw e;
        }
    }

    static Map<String, Double> counted(MeterText meters) {
        Map<String, Double> counted = new LinkedHashMap<>();
        put("accepted", meters.sum("hooklane_events_accepted_total", ""), counted);
        put("attempts", meters.sum("hooklane_attempts_total", ""), counted);
        String decided = "hooklane_deliveries_decided_total";
        put("delivered", meters.sum(decided, "status=\"delivered\""), counted);
        put("waiting", meters.sum(decided, "status=\"waiting\""), counted);
        put("dead", meters.sum(decided, "status=\"dead\""), counted);
        put("parked", meters.sum("hooklane_deliveries_parked_total", ""), counted);
        return counted;
    }

    private static void put(String name, OptionalDouble sum, Map<String, Double> counted) {
        sum.ifPresent(value -> counted.put(name, value));
    }

    /**
     * Returns how much there is of each thing in a second since an earlier look; empty if another
     * process answered then.
     */
    Map<String, Double> ratesSince(TopLook before) {
        Map<String, Double> rates = new LinkedHashMap<>();
        double seconds = (nanos - before.nanos) / (double) Duration.ofSeconds(1).toNanos();
        if (process == before.process && !before.counted.isEmpty() && seconds > 0) {
            // A counter that is new has begun at nothing.
            counted.forEach((name, value) ->
                    rates.put(name, (value - before.counted.getOrDefault(name, 0.0)) / seconds));
        }
        return rates;
    }

    ObjectNode json(Map<String, Double> rates) {
        ObjectNode json = JsonMapper.shared().createObjectNode().put("at", at.toString());
        ObjectNode perSecond = json.putObject("perSecond");
        rates.forEach(perSecond::put);
        json.set("waiting", waiting);
        json.set("lanes", lanes);
        return json;
    }
}
