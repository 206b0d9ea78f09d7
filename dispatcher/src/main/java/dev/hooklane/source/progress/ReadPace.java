package dev.hooklane.source.progress;

import dev.hooklane.source.SourceName;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How many records each source has read within the last minute. Any thread may use it. */
final class ReadPace {
    private static final int SECONDS = 60;

    private final LongSupplier nanoTime;
    private final Map<SourceName, Minute> minutes = new ConcurrentHashMap<>();

    ReadPace(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void count(SourceName source, long records) {
        if (!minutes.containsKey(source)) {
            // Sources come and go.
            minutes.values().removeIf(each -> each.sum(second()) == 0);
        }
        minutes.computeIfAbsent(source, _ -> new Minute(second())).add(records, second());
    }

    long perMinute(SourceName source) {
        Minute minute = minutes.get(source);
        return minute == null ? 0 : minute.sum(second());
    }

    /** Returns how many sources it keeps. */
    int size() {
        return minutes.size();
    }

    private long second() {
        return TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong());
    }

    /** The counts of the latest seconds, each in its place. */
    private static final class Minute {
        private final long[] bySecond = new long[SECONDS];
        private long latest;

        private Minute(long second) {
            latest = second;
        }

        private synchronized void add(long records, long second) {
            forget(second);
            bySecond[Math.floorMod(latest, SECONDS)] += records;
        }

        private synchronized long sum(long second) {
            forget(second);
            return Arrays.stream(bySecond).sum();
        }

        /** Empties the places of the seconds that have passed. */
        private void forget(long second) {
            if (second - latest >= SECONDS) {
                Arrays.fill(bySecond, 0);
                latest = second;
            }
            while (latest < second) {
                latest++;
                bySecond[Math.floorMod(latest, SECONDS)] = 0;
            }
        }
    }
}
