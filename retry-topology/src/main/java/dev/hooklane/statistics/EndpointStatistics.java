package dev.hooklane.statistics;

import dev.hooklane.endpoint.EndpointId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An endpoint's attempts in the current hour and the 23 before it, including tests.
 *
 * @param hours earliest first
 */
public record EndpointStatistics(EndpointId endpoint, List<Hour> hours) {
    /** How many hours are reported. */
    public static final int HOURS = 24;

    public EndpointStatistics {
        hours = List.copyOf(hours);
    }

    /**
     * The attempts that began in one hour.
     *
     * @param from the start of the hour
     */
    public record Hour(Instant from, AttemptTally tally) {
        static final Duration LENGTH = Duration.ofHours(1);

        public Instant until() {
            return from.plus(LENGTH);
        }
    }

    /** Returns the sum of all hours. */
    public AttemptTally total() {
        AttemptTally total = new AttemptTally();
        hours.forEach(hour -> total.add(hour.tally()));
        return total;
    }
}
