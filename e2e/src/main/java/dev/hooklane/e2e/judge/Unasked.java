package dev.hooklane.e2e.judge;

import dev.hooklane.e2e.receiver.Request;
import java.util.List;
import java.util.Map;

/** Only published events are sent, and only to endpoints of their own account. */
final class Unasked implements Judge {
    @Override
    public String name() {
        return "unasked";
    }

    @Override
    public String summary() {
        return "requests that nobody asked for";
    }

    @Override
    public List<String> breaches(Evidence evidence) {
        Map<String, Event> events = evidence.eventsById();
        Map<String, Endpoint> endpoints = evidence.endpointsByPath();
        return evidence.requests().stream()
                .filter(request -> !isAskedFor(request, events, endpoints))
                .map(Request::toString)
                .toList();
    }

    private static boolean isAskedFor(
            Request request, Map<String, Event> events, Map<String, Endpoint> endpoints) {
        Event event = events.get(request.event());
        Endpoint endpoint = endpoints.get(request.path());
        return event != null && endpoint != null && event.account().equals(endpoint.account());
    }
}
