package dev.hooklane.endpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The settings in an endpoint's record: {@code "settings": {…}} with the account's choices, omitted
 * if there are none.
 */
final class SettingsJson {
    private static final String SETTINGS = "settings";
    private static final String TIMEOUT = "timeoutMs";
    private static final String MAX_IN_FLIGHT = "maxInFlight";
    private static final String RATE_LIMIT = "rateLimit";
    private static final String PER_SECOND = "perSecond";
    private static final String BURST = "burst";
    private static final String ORDERED = "ordered";
    private static final String SCHEDULE = "scheduleMs";

    private SettingsJson() {}

    static void write(EndpointSettings settings, ObjectNode endpoint) {
        if (settings.equals(EndpointSettings.defaults())) {
            return;
        }
        ObjectNode json = endpoint.putObject(SETTINGS);
        settings.timeout().ifPresent(timeout -> json.put(TIMEOUT, timeout.toMillis()));
        settings.maxInFlight().ifPresent(most -> json.put(MAX_IN_FLIGHT, most));
        settings.rateLimit()
                .ifPresent(limit ->
                        json.putObject(RATE_LIMIT)
                                .put(PER_SECOND, limit.perSecond())
                                .put(BURST, limit.burst()));
        if (settings.ordered()) {
            json.put(ORDERED, true);
        }
        settings.schedule()
                .ifPresent(waits -> {
                    ArrayNode schedule = json.putArray(SCHEDULE);
                    waits.forEach(wait -> schedule.add(wait.toMillis()));
                });
    }

    static EndpointSettings read(JsonNode endpoint) {
        JsonNode json = endpoint.get(SETTINGS);
        if (json == null) {
            return EndpointSettings.defaults();
        }
        JsonNode most = json.get(MAX_IN_FLIGHT);
        return new EndpointSettings(
                Optional.ofNullable(json.get(TIMEOUT)).map(SettingsJson::duration),
                most == null ? OptionalInt.empty() : OptionalInt.of(most.asInt()),
                Optional.ofNullable(json.get(RATE_LIMIT)).map(SettingsJson::rateLimit),
                json.path(ORDERED).asBoolean(false),
                Optional.ofNullable(json.get(SCHEDULE)).map(SettingsJson::durations));
    }

    private static RateLimit rateLimit(JsonNode json) {
        return new RateLimit(json.required(PER_SECOND).asDouble(), json.required(BURST).asInt());
    }

    private static List<Duration> durations(JsonNode json) {
        List<Duration> durations = new ArrayList<>();
        json.forEach(each -> durations.add(duration(each)));
        return durations;
    }

    private static Duration duration(JsonNode json) {
        return Duration.ofMillis(json.asLong());
    }
}
