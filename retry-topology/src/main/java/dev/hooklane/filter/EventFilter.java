package dev.hooklane.filter;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Selects the events that an endpoint wants by their {@code data}: conditions on its fields, joined
 * by and, or, not. It is read once and evaluated for each event. Immutable.
 */
public final class EventFilter {
    private static final int JSON_MAX = 8_192;

    private final String json;
    private final Condition condition;

    private EventFilter(String json, Condition condition) {
        this.json = json;
        this.condition = condition;
    }

    /**
     * Reads a filter.
     *
     * @throws IllegalArgumentException if it can't be evaluated or exceeds a limit; the message
     *     names the place in one line
     */
    public static EventFilter read(JsonNode filter) {
        String json = filter.toString();
        if (json.length() > JSON_MAX) {
            throw new IllegalArgumentException(
                    "filter has %d characters, the limit is %d".formatted(json.length(), JSON_MAX));
        }
        return new EventFilter(json, new FilterReader().read(filter, "filter", 1));
    }

    /** Returns the filter as it was written, compact. */
    public String json() {
        return json;
    }

    /**
     * Reports whether the endpoint wants the event. An event whose data can't be read here, such as
     * one with a number of a million digits, is wanted: a filter saves the endpoint requests, but
     * must not lose any.
     */
    public boolean matches(EventData data) {
        return data.json().map(condition::holds).orElse(true);
    }

    /**
     * The result of a filter for some data, and the condition that decided it.
     *
     * @param place of the condition, such as {@code filter.and[1]}; {@code data} if the data can't
     *     be read
     */
    public record Verdict(boolean matches, String place) {}

    /** Reports whether the event is wanted, like {@link #matches}, and why. */
    public Verdict judge(EventData data) {
        return data.json()
                .map(json -> new Verdict(condition.holds(json), decider(condition, "filter", json)))
                .orElse(new Verdict(true, "data"));
    }

    /** Returns the place of the innermost condition that alone decided the result. */
    private static String decider(Condition condition, String place, JsonNode data) {
        boolean holds = condition.holds(data);
        return switch (condition) {
            case Condition.And(List<Condition> parts) ->
                    holds ? place : first(parts, false, place + ".and", data).orElse(place);
            case Condition.Or(List<Condition> parts) ->
                    holds ? first(parts, true, place + ".or", data).orElse(place) : place;
            case Condition.Not(Condition part) -> decider(part, place + ".not", data);
            case Condition.Exists _, Condition.In _, Condition.Prefix _, Condition.Beside _ ->
                    place;
        };
    }

    private static Optional<String> first(
            List<Condition> parts, boolean holding, String place, JsonNode data) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).holds(data) == holding) {
                return Optional.of(decider(parts.get(i), "%s[%d]".formatted(place, i), data));
            }
        }
        return Optional.empty();
    }

    /** Two filters are equal if they are written the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof EventFilter filter && json.equals(filter.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return json;
    }
}
