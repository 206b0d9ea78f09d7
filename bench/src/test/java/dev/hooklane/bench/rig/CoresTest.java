package dev.hooklane.bench.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hooklane.bench.measure.BenchmarkFailedException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoresTest {
    @Test
    void eachHalfOfTwoIsOne() {
        assertThat(Cores.split("0-1")).isEqualTo(new Cores(List.of(0), List.of(1)));
    }

    @Test
    void aListMayHaveGaps() {
        assertThat(Cores.split("0,2-3,8-9")).isEqualTo(new Cores(List.of(0, 2), List.of(3, 8, 9)));
        assertThat(Cores.split("0,2-3,8-9").all()).containsExactly(0, 2, 3, 8, 9);
    }

    @Test
    void oneCoreIsNotEnough() {
        assertThatThrownBy(() -> Cores.split("3"))
                .isInstanceOf(BenchmarkFailedException.class)
                .hasMessage("needs two cores, and may use only 3");
    }

    @Test
    void theTimeOfCoresIsReadFromTheKernel() {
        CoreTimes before =
                CoreTimes.of(
                        List.of(
                                "cpu  300 0 100 1000 50 0 10 0 0 0",
                                "cpu0 100 0 50 500 25 0 10 0 0 0",
                                "cpu1 200 0 50 500 25 0 0 0 0 0",
                                "intr 1 2 3"));
        CoreTimes now =
                CoreTimes.of(
                        List.of(
                                "cpu0 150 10 60 900 99 5 20 30 7 0",
                                "cpu1 200 0 50 1000 25 0 0 0 0 0"));

        // 50 of users, 10 of nice, 10 of the system, 5 and 10 of interrupts; guests are users.
        assertThat(now.busySince(before, List.of(0))).isCloseTo(0.85, within(1e-9));
        assertThat(now.busySince(before, List.of(1))).isZero();
        assertThat(now.busySince(before, List.of(0, 1))).isCloseTo(0.85, within(1e-9));
        assertThat(now.stolenSince(before, List.of(0, 1))).isCloseTo(0.3, within(1e-9));
    }
}
