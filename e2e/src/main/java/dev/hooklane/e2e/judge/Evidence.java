package dev.hooklane.e2e.judge;

import dev.hooklane.e2e.receiver.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The evidence on one account: everything published and received, and everything that Hooklane
 * reports.
 *
 * @param requests in the order of arrival
 * @param history from the topic, in each delivery's order
 * @param told by each instance's API, about each delivery by its id
 * @param schedule the waits before each attempt, the first one zero
 */
public record Evidence(
        List<Endpoint> endpoints,
        List<Event> events,
        List<Request> requests,
        List<HistoryRecord> history,
        List<Wait> waits,
        List<Wait> deadLetters,
        Map<String, Map<String, HistoryRecord>> told,
        List<Disruption> disruptions,
        List<Duration> schedule) {

    /**
     * How long a request without an answer may have been in flight: longer than any timeout of the
     * rig.
     */
    private static final Duration UNANSWERED = Duration.ofSeconds(20);

    public Evidence {
        endpoints = List.copyOf(endpoints);
        events = List.copyOf(events);
        requests = List.copyOf(requests);
        history = List.copyOf(history);
        waits = List.copyOf(waits);
        deadLetters = List.copyOf(deadLetters);
        told = Map.copyOf(told);
        disruptions = List.copyOf(disruptions);
        schedule = List.copyOf(schedule);
    }

    /** One event for one endpoint. */
    record Pair(String event, String endpoint) {}

    Map<String, Event> eventsById() {
        Map<String, Event> byId = new HashMap<>();
        events.forEach(event -> byId.put(event.id(), event));
        return byId;
    }

    Map<String, Endpoint> endpointsByPath() {
        Map<String, Endpoint> byPath = new HashMap<>();
        endpoints.forEach(endpoint -> byPath.put(endpoint.path(), endpoint));
        return byPath;
    }

    /** Returns the latest record of each delivery. */
    Map<Pair, HistoryRecord> latest() {
        Map<Pair, HistoryRecord> latest = new HashMap<>();
        history.forEach(each -> latest.put(new Pair(each.event(), each.endpoint()), each));
        return latest;
    }

    /** Returns the requests of each event to each endpoint, in the order of arrival. */
    Map<Pair, List<Request>> requestsByPair() {
        Map<String, Endpoint> byPath = endpointsByPath();
        Map<Pair, List<Request>> byPair = new LinkedHashMap<>();
        for (Request request : requests) {
            Endpoint endpoint = byPath.get(request.path());
            if (endpoint != null) {
                byPair.computeIfAbsent(
                                new Pair(request.event(), endpoint.id()), _ -> new ArrayList<>())
                        .add(request);
            }
        }
        return byPair;
    }

    /**
     * Reports whether a fault may have lost the request's outcome, so that it had to be sent again.
     */
    boolean mayBeRepeated(Request request, Endpoint endpoint) {
        Instant answered =
                request.answer().map(Request.Answer::at).orElse(request.at().plus(UNANSWERED));
        return disruptions.stream()
                .anyMatch(each ->
                        each.mayHaveLost(request.at(), answered, committed(endpoint, each.from())));
    }

    /**
     * Returns the time of the latest committed outcome of an endpoint that was decided before a
     * moment.
     */
    private Instant committed(Endpoint endpoint, Instant before) {
        return history.stream()
                .filter(record -> record.endpoint().equals(endpoint.id()))
                .map(HistoryRecord::decidedAt)
                .filter(decided -> decided.isBefore(before))
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    boolean isDisrupted(Instant moment) {
        return disruptions.stream().anyMatch(each -> each.spans(moment));
    }

    /**
     * Returns the wait before this attempt; empty for the first and for any beyond the schedule.
     */
    Optional<Duration> waitBefore(int attempt) {
        return attempt >= 2 && attempt <= schedule.size()
                ? Optional.of(schedule.get(attempt - 1))
                : Optional.empty();
    }
}
