package dev.hooklane.e2e.judge;

import dev.hooklane.e2e.receiver.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The time from an event's acknowledgement to its first request, at one healthy endpoint.
 *
 * @param longest the longest wait of any event
 */
public record Latency(Duration p50, Duration p99, Duration longest) {
    static final Latency NONE = new Latency(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** Returns the latency at the endpoint with this path; zero if it received nothing. */
    public static Latency at(String path, Evidence evidence) {
        Map<String, Instant> first = new HashMap<>();
        for (Request request : evidence.requests()) {
            if (request.path().equals(path)) {
                first.putIfAbsent(request.event(), request.at());
            }
        }
        List<Duration> sorted = new ArrayList<>();
        for (Event event : evidence.events()) {
            Instant came = first.get(event.id());
            if (came != null && event.fate() instanceof Event.Acknowledged(Instant at, _, _)) {
                // The request may arrive before the publisher learns of the acknowledgement.
                sorted.add(came.isBefore(at) ? Duration.ZERO : Duration.between(at, came));
            }
        }
        Collections.sort(sorted);
        return sorted.isEmpty()
                ? NONE
                : new Latency(rank(sorted, 0.5), rank(sorted, 0.99), sorted.getLast());
    }

    private static Duration rank(List<Duration> sorted, double quantile) {
        return sorted.get((int) Math.ceil(quantile * sorted.size()) - 1);
    }
}
