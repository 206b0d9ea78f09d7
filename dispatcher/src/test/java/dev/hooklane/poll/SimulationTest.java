package dev.hooklane.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Thousands of schedules, each of another seed; {@code -Dsimulation.seed=N} repeats one. */
final class SimulationTest {
    private static final long FIRST = Long.getLong("simulation.seed", 1);
    private static final int SCHEDULES =
            Integer.getInteger(
                    "simulation.schedules",
                    System.getProperty("simulation.seed") == null ? 2_000 : 1);

    /** Each trouble is logged, hundreds in a second; of one schedule alone that is what helps. */
    @BeforeAll
    static void silence() {
        if (SCHEDULES > 1) {
            setLevel(Level.OFF);
        }
    }

    @AfterAll
    static void speakAgain() {
        setLevel(null);
    }

    private static void setLevel(@Nullable Level level) {
        for (String name : List.of("poll", "lane", "attempt", "offset")) {
            ((Logger) LoggerFactory.getLogger("dev.hooklane." + name)).setLevel(level);
        }
    }

    @Test
    void noScheduleBreaksAPromise() {
        List<String> broken = Collections.synchronizedList(new ArrayList<>());
        LongStream.range(FIRST, FIRST + SCHEDULES)
                .parallel()
                .filter(_ -> broken.size() < 3)
                .forEach(seed -> {
                    try {
                        int _ = new Simulation(seed).run();
                    } catch (AssertionError | RuntimeException e) {
                        broken.add("seed %d: %s".formatted(seed, e));
                    }
                });
        assertThat(broken).as("schedules that broke a promise").isEmpty();
    }

    /**
     * With the first two, a delivery's leased copy had moved away and its record had not. With the
     * others the judge was wrong: an instance got partitions back that another had had meanwhile,
     * and began an attempt of its time before, as it did not know yet.
     */
    @ParameterizedTest
    @ValueSource(longs = {4061, 8966, 178_289, 514_459, 525_682, 560_252, 794_424})
    void schedulesThatOnceBrokeAPromiseKeepIt(long seed) {
        assertThatCode(() -> new Simulation(seed).run()).doesNotThrowAnyException();
    }

    @Test
    void theSameSeedMakesTheSameSchedule() {
        for (long seed = FIRST; seed < FIRST + 20; seed++) {
            assertThat(new Simulation(seed).run()).isEqualTo(new Simulation(seed).run());
        }
    }
}
