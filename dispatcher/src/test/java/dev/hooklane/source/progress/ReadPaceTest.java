package dev.hooklane.source.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.source.SourceName;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ReadPaceTest {
    private long nowNanos = TimeUnit.HOURS.toNanos(1);
    private final ReadPace pace = new ReadPace(() -> nowNanos);

    @Test
    void sourcesThatReadNoMoreAreForgotten() {
        for (int i = 0; i < 1_000; i++) {
            pace.count(new SourceName("source-" + i), 1);
            nowNanos += TimeUnit.SECONDS.toNanos(1);
        }

        assertThat(pace.size()).isBetween(60, 61);
        assertThat(pace.perMinute(new SourceName("source-999"))).isEqualTo(1);
        assertThat(pace.perMinute(new SourceName("source-0"))).isZero();
    }
}
