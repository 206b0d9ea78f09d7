package dev.hooklane.endpoint;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An account's choices for its endpoint, except for its URL and event types. An empty choice means
 * the installation's default.
 *
 * <p>These limits hold everywhere. An installation may set lower ones, and may change them later.
 * Code that applies a choice therefore takes the smaller of the choice and the installation's
 * limit.
 *
 * @param timeout for a whole attempt, 1 s to 60 s
 * @param maxInFlight attempts at the same time, at least 1
 * @param ordered one attempt at a time; later deliveries wait behind one that is being retried
 * @param schedule waits before attempt 1, 2, 3 …, a subset of the installation's; the first is zero
 */
public record EndpointSettings(
        Optional<Duration> timeout,
        OptionalInt maxInFlight,
        Optional<RateLimit> rateLimit,
        boolean ordered,
        Optional<List<Duration>> schedule) {
    public static final Duration TIMEOUT_MIN = Duration.ofSeconds(1);
    public static final Duration TIMEOUT_MAX = Duration.ofSeconds(60);

    private static final EndpointSettings DEFAULTS =
            new EndpointSettings(
                    Optional.empty(),
                    OptionalInt.empty(),
                    Optional.empty(),
                    false,
                    Optional.empty());

    public EndpointSettings {
        timeout.ifPresent(EndpointSettings::checkTimeout);
        if (maxInFlight.isPresent() && maxInFlight.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "maxInFlight is %d; it must be at least 1".formatted(maxInFlight.getAsInt()));
        }
        schedule = schedule.map(List::copyOf);
        schedule.ifPresent(EndpointSettings::checkSchedule);
    }

    /** Returns settings without any choice. */
    public static EndpointSettings defaults() {
        return DEFAULTS;
    }

    /** Returns how long an attempt may take in an installation that allows {@code most}. */
    public Duration timeoutWithin(Duration most) {
        return timeout.filter(chosen -> chosen.compareTo(most) < 0).orElse(most);
    }

    /** Returns how many attempts may run at once in an installation that allows {@code most}. */
    public int maxInFlightWithin(int most) {
        return Math.min(maxInFlight.orElse(most), most);
    }

    private static void checkTimeout(Duration timeout) {
        if (timeout.compareTo(TIMEOUT_MIN) < 0 || timeout.compareTo(TIMEOUT_MAX) > 0) {
            throw new IllegalArgumentException(
                    "timeout is %d ms; 1s to 60s are allowed".formatted(timeout.toMillis()));
        }
    }

    private static void checkSchedule(List<Duration> waits) {
        if (waits.isEmpty() || !waits.getFirst().isZero()) {
            throw new IllegalArgumentException(
                    "schedule does not begin with 0s; the first attempt is immediate");
        }
    }
}
