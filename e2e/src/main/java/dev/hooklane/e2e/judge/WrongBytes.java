package dev.hooklane.e2e.judge;

import dev.hooklane.e2e.receiver.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Every request has the published event as its body, byte for byte, and the same delivery id in all
 * attempts.
 */
final class WrongBytes implements Judge {
    @Override
    public String name() {
        return "bytes";
    }

    @Override
    public String summary() {
        return "requests whose body is not the event's, byte for byte";
    }

    @Override
    public List<String> breaches(Evidence evidence) {
        Map<String, Event> events = evidence.eventsById();
        List<String> wrong = new ArrayList<>();
        for (List<Request> requests : evidence.requestsByPair().values()) {
            String delivery = requests.getFirst().delivery();
            for (Request request : requests) {
                Event event = events.get(request.event());
                if (event != null && !event.body().equals(request.body())) {
                    wrong.add(request + " has another body");
                }
                if (!request.delivery().equals(delivery)) {
                    wrong.add(request + " was delivery " + delivery + " before");
                }
            }
        }
        return wrong;
    }
}
