package dev.hooklane.attempt;

import dev.hooklane.delay.DelayTopic;
import dev.hooklane.delay.DelayTopics;
import java.time.Duration;

/**
 * Decides how long a delivery is parked: as long as its lane needs. Where that is a guess, it is
 * never much longer than the delivery has been parked already. No delivery is parked so often that
 * its writes grow without bound. ADR 11 has the reasons.
 */
final class ParkedDelays {
    /** How often a delivery is parked for just as long as its lane says. */
    static final int FREE_TIMES = 20;

    /** And once more for each period of this length that it has been parked. */
    static final Duration ONCE_MORE_EACH = Duration.ofMinutes(5);

    private final DelayTopics topics;

    ParkedDelays(DelayTopics topics) {
        this.topics = topics;
    }

    /**
     * @param wait how long its lane says that it has to wait
     */
    DelayTopic next(Parking parking, ParkReason reason, Duration wait, long nowMillis) {
        Duration age = Duration.ofMillis(parking.ageMillis(nowMillis));
        DelayTopic told = topics.fitting(wait);
        DelayTopic halfAsLongAgain = topics.near(age.dividedBy(2));
        if (parking.times() >= FREE_TIMES + age.dividedBy(ONCE_MORE_EACH)) {
            return longer(told, halfAsLongAgain);
        }
        return switch (reason) {
            case RATE_LIMIT, RETRY_AFTER, ORDER, NOT_DUE -> told;
            case LANE_FULL, SLOW_SHARE, TARGET_BUSY, LISTENER_AWAY ->
                    shorter(told, halfAsLongAgain);
            case BREAKER_OPEN, ENDPOINT_UNKNOWN, ENDPOINT_SEALED, RESOLVER, PROXY, FAULT ->
                    longer(told, halfAsLongAgain);
        };
    }

    private static DelayTopic longer(DelayTopic one, DelayTopic other) {
        return one.delay().compareTo(other.delay()) >= 0 ? one : other;
    }

    private static DelayTopic shorter(DelayTopic one, DelayTopic other) {
        return one.delay().compareTo(other.delay()) <= 0 ? one : other;
    }
}
