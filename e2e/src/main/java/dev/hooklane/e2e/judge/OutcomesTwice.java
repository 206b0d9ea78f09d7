package dev.hooklane.e2e.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Each attempt has one outcome, and a delivery's history never forks. */
final class OutcomesTwice implements Judge {
    @Override
    public String name() {
        return "twice";
    }

    @Override
    public String summary() {
        return "outcomes that were written twice";
    }

    @Override
    public List<String> breaches(Evidence evidence) {
        List<String> twice = new ArrayList<>();
        Map<String, HistoryRecord> before = new HashMap<>();
        for (HistoryRecord record : evidence.history()) {
            HistoryRecord last = before.put(record.delivery(), record);
            if (last != null && !goesOn(last, record)) {
                twice.add("%s, then %s".formatted(last, record));
            }
        }
        repeated("waits", evidence.waits(), twice);
        repeated("is a dead letter", evidence.deadLetters(), twice);
        return twice;
    }

    private static boolean goesOn(HistoryRecord last, HistoryRecord next) {
        return next.attempts() == last.attempts() + 1
                || (next.attempts() == last.attempts() && !next.status().equals(last.status()));
    }

    private static void repeated(String what, List<Wait> waits, List<String> twice) {
        Set<Wait> seen = new HashSet<>();
        for (Wait wait : waits) {
            if (!wait.asked() && !seen.add(wait)) {
                twice.add(
                        "%s %s twice before attempt %d"
                                .formatted(wait.delivery(), what, wait.attempt()));
            }
        }
    }
}
