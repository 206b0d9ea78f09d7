package dev.hooklane.quiet;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Bounds the log lines that people and servers outside can cause, each time they like, and those of
 * faults that may come with each event. Of each kind, a number of lines is logged in a period, a
 * minute unless said otherwise; the others are only counted. Any thread may use it.
 */
public final class QuietLog {
    /** Kinds are few, unless a name from outside is one; then they share a line. */
    private static final int KINDS_MAX = 1_000;

    private static final String OTHERS = "";

    private final int most;
    private final long periodNanos;
    private final LongSupplier nanoTime;
    private final Map<String, Kind> kinds = new HashMap<>();

    private static final class Kind {
        private long periodBegan;
        private int told;
        private long untold;
    }

    public QuietLog(int mostAMinute) {
        this(mostAMinute, Duration.ofMinutes(1));
    }

    /** Logs at most that many lines of a kind in a period, which begins with the first of them. */
    public QuietLog(int most, Duration period) {
        this(most, period, System::nanoTime);
    }

    QuietLog(int most, Duration period, LongSupplier nanoTime) {
        this.most = most;
        this.periodNanos = period.toNanos();
        this.nanoTime = nanoTime;
    }

    /**
     * Asks for a line of this kind.
     *
     * @return how many were left out since the last one; empty if this one is to be left out
     */
    public synchronized OptionalLong line(String kind) {
        long now = nanoTime.getAsLong();
        Kind known = kinds.get(kinds.containsKey(kind) || kinds.size() < KINDS_MAX ? kind : OTHERS);
        if (known == null) {
            known = new Kind();
            known.periodBegan = now;
            kinds.put(kinds.size() < KINDS_MAX ? kind : OTHERS, known);
        } else if (now - known.periodBegan >= periodNanos) {
            known.periodBegan = now;
            known.told = 0;
        }
        if (known.told >= most) {
            known.untold++;
            return OptionalLong.empty();
        }
        long untold = known.untold;
        known.told++;
        known.untold = 0;
        return OptionalLong.of(untold);
    }
}
