package dev.hooklane.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoundsTest {
    @Test
    void theMiddleRoundCounts() {
        assertThat(of(30, 10, 20).median()).isEqualTo(20);
    }

    @Test
    void ofTwoInTheMiddleTheLowerOneCounts() {
        assertThat(of(40, 10, 20, 30).median()).isEqualTo(20);
    }

    @Test
    void repeatedRequestsAreInTheDetails() {
        Rounds rounds = new Rounds();
        rounds.add(new Rounds.Round(1, 100, 103, 1, 1));

        assertThat(rounds.details().getFirst()).containsEntry("repeatedRequests", 3L);
    }

    private static Rounds of(double... rates) {
        Rounds rounds = new Rounds();
        for (double rate : rates) {
            rounds.add(new Rounds.Round(rate, 1, 1, 1, 1));
        }
        return rounds;
    }
}
