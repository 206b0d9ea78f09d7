package dev.hooklane.e2e;

import dev.hooklane.e2e.judge.Latency;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The result of one trial. */
sealed interface Verdict {
    String fault();

    /** Reports whether the trial counts against Hooklane, or the rig. */
    boolean failed();

    /**
     * The trial was judged.
     *
     * @param repeats requests that came more than once, rightly or not
     * @param latency at an endpoint that is healthy throughout
     * @param settled how long after the end of the load everything was settled
     * @param breaches of each judge, by its name
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

    /** The rig did not reach the judging; for example, a process did not come back. */
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
