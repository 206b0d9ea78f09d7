package dev.hooklane.e2e;

import dev.hooklane.e2e.judge.Latency;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What came of one trial. */
sealed interface Verdict {
    String fault();

    /** Whether it counts against Hooklane, or the rig. */
    boolean failed();

    /**
     * It was judged.
     *
     * @param repeats requests that came twice, rightly or not
     * @param latency at an endpoint that is healthy throughout
     * @param settled how long after the load's end all was settled
     * @param breaches of each judge by its name
     */
    record Judged(
            String fault,
            int events,
            int deliveries,
            int requests,
            long repeats,
            Latency latency,
            Duration settled,
            Map<String, List<String>> breaches)
            implements Verdict {
        public Judged {
            breaches = Map.copyOf(breaches);
        }

        @Override
        public boolean failed() {
            return breaches.values().stream().anyMatch(each -> !each.isEmpty());
        }
    }

    /** The rig did not get as far as judging: something did not come back, for one. */
    record Broken(String fault, String why) implements Verdict {
        @Override
        public boolean failed() {
            return true;
        }
    }

    /** This machine lacks what the fault needs. */
    record Skipped(String fault, String why) implements Verdict {
        @Override
        public boolean failed() {
            return false;
        }
    }
}
