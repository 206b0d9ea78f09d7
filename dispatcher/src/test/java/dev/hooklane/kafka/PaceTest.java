package dev.hooklane.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
    private static final long NOW = Long.MAX_VALUE - 1;

    private boolean busy;
    private final Pace pace = new Pace(() -> busy, NOW);

    @Test
    void theFirstPollIsAtOnce() {
        assertThat(pace.pauseNanos(NOW)).isNotPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, Pace.SEVERAL - 1, Pace.MANY, 10 * Pace.MANY})
    void littleOrAFullPollIsFollowedByOneAtOnce(int records) {
        pace.polled(records, NOW);

        assertThat(pace.pauseNanos(NOW)).isNotPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {Pace.SEVERAL, Pace.MANY - 1})
    void severalRecordsAreFollowedByAPause(int records) {
        pace.polled(records, NOW);

        assertThat(pace.pauseNanos(NOW)).isEqualTo(Pace.PAUSE.toNanos());
    }

    @Test
    void thePauseEnds() {
        pace.polled(Pace.SEVERAL, NOW);

        assertThat(pace.pauseNanos(NOW + Pace.PAUSE.toNanos())).isNotPositive();
    }

    @Test
    void anEmptyPollEndsThePacing() {
        pace.polled(Pace.SEVERAL, NOW);

        pace.polled(0, NOW + Pace.PAUSE.toNanos());

        assertThat(pace.pauseNanos(NOW + Pace.PAUSE.toNanos())).isNotPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {Pace.SEVERAL, Pace.MANY, Pace.MANY_WHEN_BUSY - 1})
    void whileTheCpusAreTheLimitThePauseIsLonger(int records) {
        busy = true;

        pace.polled(records, NOW);

        assertThat(pace.pauseNanos(NOW)).isEqualTo(Pace.PAUSE_WHEN_BUSY.toNanos());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, Pace.SEVERAL - 1, Pace.MANY_WHEN_BUSY})
    void evenThenLittleOrAFullPollIsFollowedByOneAtOnce(int records) {
        busy = true;

        pace.polled(records, NOW);

        assertThat(pace.pauseNanos(NOW)).isNotPositive();
    }
}
