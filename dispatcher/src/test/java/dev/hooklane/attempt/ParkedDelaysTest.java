package dev.hooklane.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.topic.Topics;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ParkedDelaysTest {
    private static final long NOW = 1_800_000_000_000L;

    private final ParkedDelays delays =
            new ParkedDelays(new Topics("", RetrySchedule.DEFAULT, 0).parkedTopics());

    @Test
    void theTurnOfARateLimitIsKept() {
        assertThat(next(Parking.NEVER, ParkReason.RATE_LIMIT, "PT7M")).isEqualTo("PT1M");
        assertThat(next(Parking.NEVER, ParkReason.RATE_LIMIT, "PT10M")).isEqualTo("PT10M");
        assertThat(next(parked(1, "PT2H"), ParkReason.RATE_LIMIT, "PT20S")).isEqualTo("PT10S");
    }

    @Test
    void aSlowEndpointIsAskedAgainSoonSinceItMayBeFastThen() {
        assertThat(next(Parking.NEVER, ParkReason.LANE_FULL, "PT10M")).isEqualTo("PT10S");
        assertThat(next(parked(5, "PT2M"), ParkReason.LANE_FULL, "PT10M")).isEqualTo("PT1M");
        assertThat(next(parked(9, "PT20M"), ParkReason.LANE_FULL, "PT10M")).isEqualTo("PT10M");
    }

    @Test
    void aBacklogThatIsSoonDoneIsNotHeldLonger() {
        assertThat(next(parked(9, "PT20M"), ParkReason.LANE_FULL, "PT70S")).isEqualTo("PT1M");
    }

    @Test
    void whatWaitsForADeadEndpointWaitsTheLongerTheLongerItIsDead() {
        assertThat(next(Parking.NEVER, ParkReason.BREAKER_OPEN, "PT4M")).isEqualTo("PT1M");
        assertThat(next(parked(9, "PT1H"), ParkReason.BREAKER_OPEN, "PT4M")).isEqualTo("PT10M");
    }

    @Test
    void whatIsParkedTooOftenWaitsHalfAsLongAgainWhateverItIsTold() {
        assertThat(next(parked(31, "PT1H"), ParkReason.RATE_LIMIT, "PT1S")).isEqualTo("PT10S");
        assertThat(next(parked(32, "PT1H"), ParkReason.RATE_LIMIT, "PT1S")).isEqualTo("PT10M");
    }

    /** Whatever it is told each time: the bound of ADR 11. */
    @ParameterizedTest
    @EnumSource(ParkReason.class)
    void writesAreBounded(ParkReason reason) {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            int longest = 1 + random.nextInt(600);
            long now = NOW;
            Parking parking = Parking.NEVER;
            while (parking.ageMillis(now) < Duration.ofDays(1).toMillis()) {
                Duration wait = Duration.ofSeconds(random.nextInt(longest));
                Duration delay = delays.next(parking, reason, wait, now).delay();
                parking = parking.again(now, now);
                now += delay.toMillis();

                assertThat(parking.times())
                        .as("seed %d, parked for %d ms", seed, parking.ageMillis(now))
                        .isLessThanOrEqualTo(
                                (int)
                                        (27
                                                + parking.ageMillis(now)
                                                        / Duration.ofMinutes(5).toMillis()));
            }
        }
    }

    private String next(Parking parking, ParkReason reason, String wait) {
        return delays.next(parking, reason, Duration.parse(wait), NOW).delay().toString();
    }

    private static Parking parked(int times, String age) {
        return new Parking(times, NOW - Duration.parse(age).toMillis(), NOW);
    }
}
