package dev.hooklane.api;

import dev.hooklane.delay.DurationText;
import dev.hooklane.endpoint.EndpointSettings;
import dev.hooklane.endpoint.RateLimit;
import dev.hooklane.event.VisibleText;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The settings in a request about an endpoint. A field that is left out keeps its value; null
 * clears it.
 */
final class SettingsDraft {
    static final String TIMEOUT = "timeout";
    static final String MAX_IN_FLIGHT = "maxInFlight";
    static final String RATE_LIMIT = "rateLimit";
    static final String PER_SECOND = "perSecond";
    static final String BURST = "burst";
    static final String ORDERED = "ordered";
    static final String SCHEDULE = "schedule";

    private static final Set<String> RATE_LIMIT_FIELDS = new TreeSet<>(Set.of(PER_SECOND, BURST));

    private final JsonFields fields;
    private final SettingsLimits limits;

    private SettingsDraft(JsonFields fields, SettingsLimits limits) {
        this.fields = fields;
        this.limits = limits;
    }

    /** Returns the settings' fields and the given ones, in order. */
    static Set<String> fieldsWith(String... others) {
        Set<String> names =
                new TreeSet<>(
                        Set.of(
                                TIMEOUT,
                                MAX_IN_FLIGHT,
                                RATE_LIMIT,
                                ORDERED,
                                SCHEDULE,
                                SignatureDraft.SIGNATURE));
        names.addAll(Arrays.asList(others));
        return names;
    }

    /**
     * Returns the settings with the body's changes applied.
     *
     * @throws ProblemException for the first that breaks a rule
     */
    static EndpointSettings read(
            JsonFields fields, EndpointSettings before, SettingsLimits limits) {
        SettingsDraft draft = new SettingsDraft(fields, limits);
        return new EndpointSettings(
                draft.timeout(before.timeout()),
                draft.maxInFlight(before.maxInFlight()),
                draft.rateLimit(before.rateLimit()),
                draft.chooses(ORDERED)
                        ? fields.flag(ORDERED)
                        : before.ordered() && !fields.isNull(ORDERED),
                draft.schedule(before.schedule()));
    }

    private boolean chooses(String name) {
        return fields.has(name) && !fields.isNull(name);
    }

    private <T> Optional<T> unlessNull(String name, Optional<T> before) {
        return fields.isNull(name) ? Optional.empty() : before;
    }

    private Optional<Duration> timeout(Optional<Duration> before) {
        if (!chooses(TIMEOUT)) {
            return unlessNull(TIMEOUT, before);
        }
        Duration timeout = duration(TIMEOUT, fields.required(TIMEOUT));
        Duration most =
                limits.timeout().compareTo(EndpointSettings.TIMEOUT_MAX) < 0
                        ? limits.timeout()
                        : EndpointSettings.TIMEOUT_MAX;
        if (timeout.compareTo(EndpointSettings.TIMEOUT_MIN) < 0 || timeout.compareTo(most) > 0) {
            throw Problem.invalid(
                    TIMEOUT,
                    "timeout is %s; %s to %s are allowed here"
                            .formatted(
                                    DurationText.format(timeout),
                                    DurationText.format(EndpointSettings.TIMEOUT_MIN),
                                    DurationText.format(most)));
        }
        return Optional.of(timeout);
    }

    private OptionalInt maxInFlight(OptionalInt before) {
        if (!chooses(MAX_IN_FLIGHT)) {
            return fields.isNull(MAX_IN_FLIGHT) ? OptionalInt.empty() : before;
        }
        int most = fields.wholeNumber(MAX_IN_FLIGHT);
        if (most < 1 || most > limits.maxInFlight()) {
            throw Problem.invalid(
                    MAX_IN_FLIGHT,
                    "maxInFlight is %d; 1 to %d are allowed here"
                            .formatted(most, limits.maxInFlight()));
        }
        return OptionalInt.of(most);
    }

    private Optional<RateLimit> rateLimit(Optional<RateLimit> before) {
        if (!chooses(RATE_LIMIT)) {
            return unlessNull(RATE_LIMIT, before);
        }
        JsonFields parts = fields.object(RATE_LIMIT, RATE_LIMIT_FIELDS);
        double perSecond = parts.number(PER_SECOND);
        int burst = parts.wholeNumber(BURST);
        try {
            return Optional.of(new RateLimit(perSecond, burst));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(RATE_LIMIT, VisibleText.excerpt(e));
        }
    }

    private Optional<List<Duration>> schedule(Optional<List<Duration>> before) {
        if (!chooses(SCHEDULE)) {
            return unlessNull(SCHEDULE, before);
        }
        List<Duration> waits =
                fields.texts(SCHEDULE).orElseThrow().stream()
                        .map(text -> duration(SCHEDULE, text))
                        .toList();
        if (!limits.schedule().offers(waits)) {
            throw Problem.invalid(
                    SCHEDULE,
                    "schedule is '%s'; it must be 0s and any others of %s, in that order"
                            .formatted(
                                    waits.stream()
                                            .map(DurationText::format)
                                            .collect(Collectors.joining(",")),
                                    limits.schedule()));
        }
        return Optional.of(waits);
    }

    private static Duration duration(String field, String text) {
        try {
            return DurationText.parse(text);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(field, field + " " + VisibleText.excerpt(e));
        }
    }
}
