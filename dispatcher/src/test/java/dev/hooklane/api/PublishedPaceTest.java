package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The pace of events is that of the last minute, or of as much of it as was looked at. */
class PublishedPaceTest {
    private final AtomicLong nanos = new AtomicLong();
    private final PublishedPace pace = new PublishedPace(nanos::get);

    @Test
    void itIsKnownFromTheSecondLookOn() {
        assertThat(pace.perMinute(1_000)).isEmpty();
        wait(5);
        assertThat(pace.perMinute(1_010)).isEqualTo(OptionalLong.of(120));
    }

    @Test
    void whatWasBeforeTheLastMinuteIsForgotten() {
        pace.perMinute(0);
        for (int i = 0; i < 12; i++) {
            wait(5);
            pace.perMinute(100_000);
        }
        wait(5);
        assertThat(pace.perMinute(100_000)).isEqualTo(OptionalLong.of(0));
    }

    @Test
    void nothingIsInferredFromALookLongAgoOrATopicThatWasMadeAnew() {
        pace.perMinute(0);
        wait(600);
        assertThat(pace.perMinute(50)).isEmpty();
        wait(5);
        assertThat(pace.perMinute(3)).isEmpty();
    }

    private void wait(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}
