package dev.hooklane.delay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class BrokerClockTest {
    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
    private static final Duration ROUND_TRIP = Duration.ofMillis(20);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final AtomicLong steady = new AtomicLong(-5_000_000_000L);
    private Duration ownAhead = Duration.ZERO;

    @Test
    void itBeginsWithTheMachinesClockAndRunsOnSteadily() {
        BrokerClock clock = clock(Duration.ZERO);

        pass(Duration.ofSeconds(3));
        ownAhead = DAY;

        assertThat(clock.instant()).isEqualTo(brokers());
    }

    @Test
    void brokersThatAgreeWithTheMachineMoveNothing() {
        BrokerClock clock = clock(Duration.ZERO);

        appends(clock, 20, Duration.ZERO);

        assertThat(clock.instant()).isEqualTo(brokers());
        assertThat(clock.ownAhead()).isZero();
    }

    @Test
    void aMachineThatIsAheadLearnsItFromTheFirstAppend() {
        BrokerClock clock = clock(HOUR);

        appends(clock, 1, Duration.ZERO);

        assertThat(Duration.between(brokers(), clock.instant()).abs()).isLessThan(ROUND_TRIP);
        assertThat(clock.ownAhead()).isBetween(HOUR.minus(ROUND_TRIP), HOUR.plus(ROUND_TRIP));
    }

    @Test
    void aMachineThatIsBehindLearnsItToo() {
        BrokerClock clock = clock(HOUR.negated());

        appends(clock, 3, Duration.ZERO);

        assertThat(Duration.between(brokers(), clock.instant()).abs()).isLessThan(ROUND_TRIP);
        assertThat(clock.ownAhead()).isNegative();
    }

    @Test
    void oneBrokerThatIsADayAheadForASecondMovesNothing() {
        BrokerClock clock = clock(Duration.ZERO);
        appends(clock, 9, Duration.ZERO);

        appends(clock, 4, DAY);

        assertThat(clock.instant()).isEqualTo(brokers());
    }

    @Test
    void brokersThatAllMoveAreFollowedBothWays() {
        BrokerClock clock = clock(Duration.ZERO);
        appends(clock, 9, Duration.ZERO);

        appends(clock, 9, HOUR);
        assertThat(Duration.between(brokers().plus(HOUR), clock.instant()).abs())
                .isLessThan(ROUND_TRIP);

        appends(clock, 9, Duration.ZERO);
        assertThat(Duration.between(brokers(), clock.instant()).abs()).isLessThan(ROUND_TRIP);
    }

    private BrokerClock clock(Duration ahead) {
        ownAhead = ahead;
        return new BrokerClock(() -> brokers().plus(ownAhead), steady::get);
    }

    /** Some appends, two seconds apart, by a broker whose clock is so far ahead. */
    private void appends(BrokerClock clock, int count, Duration brokerAhead) {
        for (int i = 0; i < count; i++) {
            pass(Duration.ofSeconds(2));
            long sentAt = steady.get();
            pass(ROUND_TRIP.dividedBy(2));
            long appendedAt = brokers().plus(brokerAhead).toEpochMilli();
            pass(ROUND_TRIP.dividedBy(2));
            clock.appended(appendedAt, sentAt, steady.get());
        }
    }

    private Instant brokers() {
        return NOON.plusNanos(steady.get());
    }

    private void pass(Duration time) {
        steady.addAndGet(time.toNanos());
    }
}
