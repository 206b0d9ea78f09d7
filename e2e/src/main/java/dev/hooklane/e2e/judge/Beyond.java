package dev.hooklane.e2e.judge;

import dev.hooklane.e2e.receiver.Request;
import java.util.ArrayList;
import java.util.List;

/** No delivery gets more scheduled attempts than its schedule has. */
final class Beyond implements Judge {
    @Override
    public String name() {
        return "beyond";
    }

    @Override
    public String summary() {
        return "attempts that the schedule does not have";
    }

    @Override
    public List<String> breaches(Evidence evidence) {
        int most = evidence.schedule().size();
        List<String> beyond = new ArrayList<>();
        for (Request request : evidence.requests()) {
            if (request.attempt() < 1 || request.attempt() > most) {
                beyond.add(request + " has no place in the schedule");
            }
        }
        for (HistoryRecord record : evidence.history()) {
            if (record.attempts() > most) {
                beyond.add(record.toString());
            }
        }
        return beyond;
    }
}
