package dev.hooklane.replayer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SendRateTest {
    private static final Instant START = Instant.parse("2026-01-15T10:30:00Z");

    @Test
    void beginsWithNothingAndFillsWithTime() {
        SendRate rate = new SendRate(50, START);

        assertThat(rate.available(START)).isZero();
        assertThat(rate.available(START.plusMillis(500))).isEqualTo(25);
        assertThat(rate.available(START.plusMillis(500))).isEqualTo(25);
    }

    @Test
    void aPauseGathersASecondsWorthAtMost() {
        SendRate rate = new SendRate(50, START);

        assertThat(rate.available(START.plus(Duration.ofHours(1)))).isEqualTo(50);
    }

    @Test
    void oneASecondIsOneASecond() {
        SendRate rate = new SendRate(1, START);

        assertThat(rate.available(START.plusMillis(999))).isZero();
        assertThat(rate.available(START.plusMillis(1_000))).isEqualTo(1);
        rate.sent(1);
        assertThat(rate.available(START.plusMillis(1_999))).isZero();
        assertThat(rate.available(START.plusMillis(2_000))).isEqualTo(1);
    }

    @Test
    void aClockThatIsSetBackGivesNothing() {
        SendRate rate = new SendRate(10, START);

        assertThat(rate.available(START.minusSeconds(60))).isZero();
        assertThat(rate.available(START.minusSeconds(59))).isEqualTo(10);
    }

    @Test
    void aLowerRateCountsAtOnce() {
        SendRate rate = new SendRate(1_000, START);
        rate.available(START.plusSeconds(1));

        rate.change(2);

        assertThat(rate.available(START.plusSeconds(1))).isEqualTo(2);
    }

    @Test
    void neverMoreThanTheRateAndASecondsWorth() {
        Random random = new Random(42);
        for (int round = 0; round < 200; round++) {
            int perSecond = 1 + random.nextInt(1_000);
            SendRate rate = new SendRate(perSecond, START);
            Instant now = START;
            long sent = 0;
            for (int turn = 0; turn < 100; turn++) {
                now = now.plusMillis(random.nextInt(2_000));
                int some = random.nextInt(rate.available(now) + 1);
                rate.sent(some);
                sent += some;
                double most = perSecond * (Duration.between(START, now).toMillis() / 1e3 + 1);
                assertThat((double) sent).as("seed 42, round %d", round).isLessThanOrEqualTo(most);
            }
        }
    }
}
