package dev.hooklane.e2e.judge;

import dev.hooklane.e2e.receiver.Request;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An endpoint that asks for order gets events in order, where time and offset agree on the order.
 * Only while something is broken may one event overtake another.
 */
final class OutOfOrder implements Judge {
    @Override
    public String name() {
        return "order";
    }

    @Override
    public String summary() {
        return "deliveries that were overtaken at an endpoint that asks for order";
    }

    @Override
    public List<String> breaches(Evidence evidence) {
        Map<String, Event> events = evidence.eventsById();
        List<String> overtaken = new ArrayList<>();
        for (Endpoint endpoint : evidence.endpoints()) {
            if (!endpoint.ordered()) {
                continue;
            }
            Set<String> seen = new HashSet<>();
            List<Request> ahead = new ArrayList<>();
            for (Request request : evidence.requests()) {
                Event event = events.get(request.event());
                if (!request.path().equals(endpoint.path())
                        || event == null
                        || event.offset() < 0
                        || !seen.add(event.id())) {
                    continue;
                }
                judge(evidence, events, request, event, ahead, overtaken);
                ahead.add(request);
            }
        }
        return overtaken;
    }

    private static void judge(
            Evidence evidence,
            Map<String, Event> events,
            Request request,
            Event event,
            List<Request> ahead,
            List<String> overtaken) {
        for (Request other : ahead) {
            Event later = events.get(other.event());
            if (later != null && later.isAfter(event) && !evidence.isDisrupted(other.at())) {
                overtaken.add("%s was overtaken by %s".formatted(request, other));
                return;
            }
        }
    }
}
