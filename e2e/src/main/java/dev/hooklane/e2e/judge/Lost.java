package dev.hooklane.e2e.judge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every acknowledged event comes to a proven end at every endpoint: the endpoint answered with
 * success, or there is a dead letter.
 */
final class Lost implements Judge {
    @Override
    public String name() {
        return "lost";
    }

    @Override
    public String summary() {
        return "acknowledged events without a proven end at an endpoint";
    }

    @Override
    public List<String> breaches(Evidence evidence) {
        Map<Evidence.Pair, HistoryRecord> latest = evidence.latest();
        Set<Evidence.Pair> succeeded = new HashSet<>();
        evidence.requestsByPair()
                .forEach((pair, requests) -> {
                    if (requests.stream().anyMatch(request -> request.succeeded())) {
                        succeeded.add(pair);
                    }
                });
        Set<String> dead = new HashSet<>();
        evidence.deadLetters().forEach(letter -> dead.add(letter.delivery()));
        List<String> lost = new ArrayList<>();
        for (Event event : evidence.events()) {
            for (Endpoint endpoint : evidence.endpoints()) {
                Evidence.Pair pair = new Evidence.Pair(event.id(), endpoint.id());
                HistoryRecord record = latest.get(pair);
                if (record == null) {
                    if (event.fate() instanceof Event.Acknowledged
                            && endpoint.ending() != Endpoint.Ending.DELETED) {
                        lost.add("%s for %s has no history".formatted(event, endpoint));
                    }
                } else if (!isProven(record, succeeded.contains(pair), dead)) {
                    lost.add("%s for %s: %s".formatted(event, endpoint, record));
                }
            }
        }
        return lost;
    }

    private static boolean isProven(HistoryRecord record, boolean succeeded, Set<String> dead) {
        return switch (record.status()) {
            case "delivered" -> succeeded;
            case "dead" -> dead.contains(record.delivery());
            // Another judge decides whether it had to be cancelled.
            case "cancelled" -> true;
            default -> false;
        };
    }
}
