package dev.hooklane.statistics;

import dev.hooklane.endpoint.EndpointId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What came of an endpoint's attempts in the current hour and the 23 before it, tests among them.
 *
 * @param hours the earliest first
 */
public record EndpointStatistics(EndpointId endpoint, List<Hour> hours) {
    /** How many hours are told of. */
    public static final int HOURS = 24;

    public EndpointStatistics {
        hours = List.copyOf(hours);
    }

    /**
     * The attempts that began in one hour.
     *
     * @param from when it began
     */
    public record Hour(Instant from, AttemptTally tally) {
        static final Duration LENGTH = Duration.ofHours(1);

        public Instant until() {
            return from.plus(LENGTH);
        }
    }

    /** All hours together. */
    public AttemptTally total() {
        AttemptTally total = new AttemptTally();
        hours.forEach(hour -> total.add(hour.tally()));
        return total;
    }
}
