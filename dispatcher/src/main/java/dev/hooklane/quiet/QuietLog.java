package dev.hooklane.quiet;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Bounds the log lines that people and servers outside can cause, each time they like: of each
 * kind, so many a minute are logged and the others only counted. Any thread may use it.
 */
public final class QuietLog {
    /** Kinds are few, unless a name from outside is one; then they share a line. */
    private static final int KINDS_MAX = 1_000;

    private static final String OTHERS = "";
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final int mostAMinute;
    private final LongSupplier nanoTime;
    private final Map<String, Kind> kinds = new HashMap<>();

    private static final class Kind {
        private long minuteBegan;
        private int told;
        private long untold;
    }

    public QuietLog(int mostAMinute) {
        this(mostAMinute, System::nanoTime);
    }

    QuietLog(int mostAMinute, LongSupplier nanoTime) {
        this.mostAMinute = mostAMinute;
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
            known.minuteBegan = now;
            kinds.put(kinds.size() < KINDS_MAX ? kind : OTHERS, known);
        } else if (now - known.minuteBegan >= MINUTE) {
            known.minuteBegan = now;
            known.told = 0;
        }
        if (known.told >= mostAMinute) {
            known.untold++;
            return OptionalLong.empty();
        }
        long untold = known.untold;
        known.told++;
        known.untold = 0;
        return OptionalLong.of(untold);
    }
}
