package dev.hooklane.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hooklane.delivery.ErrorKind;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class AttemptTallyTest {
    @Test
    void attemptsAreCountedByHowTheyEnded() {
        AttemptTally tally = new AttemptTally();
        tally.add("success", 5);
        tally.add("success", 5);
        tally.add("timeout", 15_000);
        tally.add("status_5xx", 12);
        tally.add("status_9xx", 12);

        assertThat(tally.attempts()).isEqualTo(5);
        assertThat(tally.succeeded()).isEqualTo(2);
        assertThat(tally.failures())
                .isEqualTo(Map.of("timeout", 1L, "status_5xx", 1L, "other", 1L));
    }

    @Test
    void everyKindOfErrorHasAPlace() {
        assertThat(AttemptTally.OUTCOMES)
                .containsAll(Arrays.stream(ErrorKind.values()).map(ErrorKind::wireName).toList());
    }

    @Test
    void percentilesAreAsPreciseAsPromised() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            long[] millis = new long[1 + random.nextInt(500)];
            AttemptTally tally = new AttemptTally();
            for (int i = 0; i < millis.length; i++) {
                millis[i] = (long) Math.exp(random.nextDouble() * Math.log(100_000));
                tally.add("success", millis[i]);
            }
            Arrays.sort(millis);
            for (int percent : new int[] {1, 50, 95, 100}) {
                long exact = millis[Math.ceilDiv(millis.length * percent, 100) - 1];

                assertThat(tally.percentileMillis(percent).orElseThrow())
                        .as("seed %d, p%d", seed, percent)
                        .isCloseTo(exact, Percentage.withPercentage(6.25));
            }
        }
    }

    @Test
    void shortDurationsAreExactAndLongOnesEndAtTwoMinutes() {
        AttemptTally tally = new AttemptTally();
        tally.add("success", 15);
        tally.add("success", Long.MAX_VALUE);

        assertThat(tally.percentileMillis(50)).hasValue(15);
        assertThat(tally.percentileMillis(100).orElseThrow()).isCloseTo(131_071, within(8_192L));
        assertThat(new AttemptTally().percentileMillis(50)).isEmpty();
    }

    @Test
    void whatIsWrittenIsReadTheSameAndAddsUp() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            AttemptTally one = random(random);
            AttemptTally other = random(random);
            AttemptTally sum = AttemptTally.read(one.bytes());
            sum.add(AttemptTally.read(other.bytes()));
            one.add(other);

            assertThat(sum.bytes()).as("seed %d", seed).isEqualTo(one.bytes());
        }
    }

    @Test
    void whatIsNoTallyIsRefused() {
        assertThatThrownBy(() -> AttemptTally.read(new byte[] {9}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version 9");
        assertThatThrownBy(() -> AttemptTally.read(new byte[] {1, 3}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AttemptTally.read(new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static AttemptTally random(Random random) {
        AttemptTally tally = new AttemptTally();
        for (int i = random.nextInt(400); i > 0; i--) {
            tally.add(
                    AttemptTally.OUTCOMES.get(random.nextInt(AttemptTally.OUTCOMES.size())),
                    random.nextInt(200_000));
        }
        return tally;
    }
}
