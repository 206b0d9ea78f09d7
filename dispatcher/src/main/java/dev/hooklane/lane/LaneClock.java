package dev.hooklane.lane;

import dev.hooklane.attempt.Work;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Where lanes get their time and randomness from.
 *
 * @param nanoTime a clock that never steps back
 * @param wall the time of day, in which turns are recorded
 * @param busy whether the CPUs are at their limit
 * @param withoutReserve whether the CPUs have no reserve left for live deliveries
 */
public record LaneClock(
        LongSupplier nanoTime,
        InstantSource wall,
        BooleanSupplier busy,
        BooleanSupplier withoutReserve,
        RandomGenerator random) {
    public static LaneClock system(InstantSource wall) {
        return new LaneClock(
                System::nanoTime,
                wall,
                CpuLoad.atItsLimit(),
                CpuLoad.withoutReserve(),
                RandomGenerator.of("L64X128MixRandom"));
    }

    public long nanos() {
        return nanoTime.getAsLong();
    }

    long untilTurnNanos(Work work) {
        return work.parking().happened()
                ? TimeUnit.MILLISECONDS.toNanos(work.parking().untilTurnMillis(wall.millis()))
                : 0;
    }
}
