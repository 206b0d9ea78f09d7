package dev.hooklane.e2e.judge;

import dev.hooklane.e2e.receiver.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What each instance reports about each delivery agrees with the topic and with what the endpoints
 * saw.
 */
final class HistoryDisagrees implements Judge {
    @Override
    public String name() {
        return "history";
    }

    @Override
    public String summary() {
        return "what an instance tells of a delivery, and was not so";
    }

    @Override
    public List<String> breaches(Evidence evidence) {
        Map<Evidence.Pair, List<Request>> requests = evidence.requestsByPair();
        Map<Evidence.Pair, HistoryRecord> latest = evidence.latest();
        Map<String, Endpoint> byId = new HashMap<>();
        evidence.endpoints().forEach(endpoint -> byId.put(endpoint.id(), endpoint));
        List<String> wrong = new ArrayList<>();
        latest.forEach((pair, record) -> {
            Endpoint endpoint = byId.get(pair.endpoint());
            if (endpoint == null) {
                return;
            }
            judge(evidence, endpoint, record, requests.getOrDefault(pair, List.of()), wrong);
            // An account's list leaves out deliveries for deleted endpoints.
            if (endpoint.ending() != Endpoint.Ending.DELETED) {
                evidence.told()
                        .forEach((instance, deliveries) ->
                                compare(instance, record, deliveries, wrong));
            }
        });
        return wrong;
    }

    private static void judge(
            Evidence evidence,
            Endpoint endpoint,
            HistoryRecord record,
            List<Request> requests,
            List<String> wrong) {
        for (Request request : requests) {
            // A request whose outcome was lost is sent again, unless its endpoint has been deleted.
            if (request.attempt() > record.attempts()
                    && !evidence.mayBeRepeated(request, endpoint)) {
                wrong.add("%s, but there was %s".formatted(record, request));
            }
        }
        if (record.status().equals("delivered")
                && requests.stream()
                        .noneMatch(request ->
                                request.succeeded() && request.attempt() == record.attempts())) {
            wrong.add("%s, but its last attempt did not succeed".formatted(record));
        }
    }

    private static void compare(
            String instance,
            HistoryRecord record,
            Map<String, HistoryRecord> deliveries,
            List<String> wrong) {
        HistoryRecord told = deliveries.get(record.delivery());
        if (told == null) {
            wrong.add("%s: %s does not tell of it".formatted(record, instance));
        } else if (!told.status().equals(record.status())
                || told.attempts() != record.attempts()
                || !told.event().equals(record.event())) {
            wrong.add("%s: %s tells %s".formatted(record, instance, told));
        }
    }
}
