package dev.hooklane.e2e.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A delivery is a dead letter only after its endpoint failed every attempt of the schedule. */
final class DeadWithoutCause implements Judge {
    @Override
    public String name() {
        return "dead";
    }

    @Override
    public String summary() {
        return "dead letters whose endpoint did not fail every attempt";
    }

    @Override
    public List<String> breaches(Evidence evidence) {
        Map<String, Endpoint> byId = new HashMap<>();
        evidence.endpoints().forEach(endpoint -> byId.put(endpoint.id(), endpoint));
        List<String> wrong = new ArrayList<>();
        for (HistoryRecord record : evidence.history()) {
            Endpoint endpoint = byId.get(record.endpoint());
            if (endpoint == null || !record.status().equals("dead")) {
                continue;
            }
            boolean caused =
                    switch (endpoint.ending()) {
                        case DELETED -> true;
                        case DEAD, EITHER ->
                                record.reason().equals("exhausted")
                                        && record.attempts() == evidence.schedule().size();
                        case DELIVERED -> false;
                    };
            if (!caused) {
                wrong.add("%s at %s".formatted(record, endpoint));
            }
        }
        return wrong;
    }
}
