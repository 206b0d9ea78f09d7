package dev.hooklane.bench.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hooklane.bench.measure.BenchmarkFailedException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThreadTimesTest {
    private static final List<String> PRINTED =
            """
            4711:
            2026-11-30 02:00:00
            Full thread dump OpenJDK 64-Bit Server VM (25.0.3+9-LTS mixed mode):

            "main" #3 [4712] prio=5 os_prio=0 cpu=120.50ms elapsed=9.10s tid=0x1 nid=4712 waiting
               java.lang.Thread.State: WAITING (parking)
            \tat jdk.internal.misc.Unsafe.park(java.base@25.0.3/Native Method)

            "fan-out "quoted" 1" #9 [4713] daemon prio=5 os_prio=0 cpu=40.00ms elapsed=9.10s tid=0x2
            "C2 CompilerThread0" #15 [4714] daemon prio=9 os_prio=0 cpu=2000.25ms elapsed=9.2s
            "C1 CompilerThread0" #16 [4715] daemon prio=9 os_prio=0 cpu=499.75ms elapsed=9.2s
            "GC Thread#0" os_prio=0 cpu=77.00ms elapsed=9.20s tid=0x5 nid=4716 runnable

            JNI global refs: 20, weak refs: 0
            """
                    .lines()
                    .toList();

    private final ThreadTimes times = ThreadTimes.parse(PRINTED);

    @Test
    void everyThreadHasItsTime() {
        assertThat(times.seconds())
                .hasSize(5)
                .containsEntry("main", 0.1205)
                .containsEntry("fan-out \"quoted\" 1", 0.04)
                .containsEntry("GC Thread#0", 0.077);
    }

    @Test
    void theCompilerIsBothOfThem() {
        assertThat(times.compiler()).isCloseTo(2.5, within(1e-9));
    }

    @Test
    void onlyTheTimeSinceThenCounts() {
        ThreadTimes later =
                new ThreadTimes(Map.of("main", 0.2205, "new", 1.0, "C2 CompilerThread0", 0.1));

        assertThat(later.since(times).of("main"::equals)).isCloseTo(0.1, within(1e-9));
        assertThat(later.since(times).of("new"::equals)).isEqualTo(1);
        assertThat(later.since(times).compiler()).isZero();
    }

    @Test
    void oneThreadThatDoesAllOfTheWorkIsOne() {
        ThreadTimes one = new ThreadTimes(Map.of("t1", 3.0, "t2", 0.0, "main", 9.0));

        assertThat(one.sharing(name -> name.startsWith("t"))).isEqualTo(1);
    }

    @Test
    void threadsThatShareTheWorkEvenlyAllCount() {
        ThreadTimes four = new ThreadTimes(Map.of("t1", 2.0, "t2", 2.0, "t3", 2.0, "t4", 1.0));

        assertThat(four.sharing(name -> name.startsWith("t"))).isEqualTo(3.5);
    }

    @Test
    void ifNoneOfThemHasWorkedThereIsNoFigure() {
        assertThatThrownBy(() -> times.sharing("stream"::equals))
                .isInstanceOf(BenchmarkFailedException.class);
    }

    @Test
    void aJvmThatDoesNotAnswerIsNamedSo() {
        assertThatThrownBy(() -> ThreadTimes.parse(List.of("4711: No such process")))
                .isInstanceOf(BenchmarkFailedException.class)
                .hasMessageContaining("No such process");
    }

    @Test
    void aRealJvmIsUnderstood() {
        ThreadTimes own = ThreadTimes.of(ProcessHandle.current().pid());

        assertThat(own.seconds()).containsKey("main");
        assertThat(own.compiler()).isPositive();
    }
}
