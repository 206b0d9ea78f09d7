package dev.hooklane.replayer;

import dev.hooklane.delivery.DeliveryId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How many deliveries a replay would cover.
 *
 * @param matched how many were counted
 * @param more whether there are more than were counted
 * @param sample some of them
 */
public record ReplayCount(long matched, boolean more, List<DeliveryId> sample) {
    /** The caller waits for the count at most this long. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    public static final int SAMPLE_MAX = 10;

    public ReplayCount {
        sample = List.copyOf(sample);
    }

    /** Counts deliveries, and keeps the first ones. */
    static final class Tally {
        private final List<DeliveryId> sample = new ArrayList<>();
        private long matched;

        void add(DeliveryId delivery) {
            matched++;
            if (sample.size() < SAMPLE_MAX) {
                sample.add(delivery);
            }
        }

        ReplayCount counted(boolean more) {
            return new ReplayCount(matched, more, sample);
        }
    }
}
