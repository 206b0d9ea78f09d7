package dev.hooklane.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class StopSignalTest {
    @Test
    void aLongDrainIsGivenItsTime() {
        assertThat(StopSignal.graceFor(Duration.ofMinutes(10)))
                .isGreaterThan(Duration.ofMinutes(10));
    }

    @Test
    void aStopWithTheUsualDrainEndsBeforeContainerRuntimesKill() {
        assertThat(StopSignal.graceFor(Duration.ofSeconds(8))).isEqualTo(StopSignal.GRACE);
    }
}
