package dev.hooklane.fanout;

import dev.hooklane.event.VisibleText;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs each record on which Hooklane's own code failed, with a stack trace. If failures come faster
 * than one in 10 seconds, it logs only one in that time, with the number of those not logged. Any
 * thread may use it.
 */
final class FaultLog {
    private static final Logger log = LoggerFactory.getLogger(FaultLog.class);

    /** Under load, a stack trace for each event would fill a disk. */
    private static final Duration APART = Duration.ofSeconds(10);

    /** The end of a long message says little. */
    private final LongSupplier nanos;

    private boolean told;
    private long toldAt;
    private long untold;

    /**
     * @param nanos a clock that never goes back
     */
    public FaultLog(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Logs that one record failed. */
    void log(String source, Throwable fault) {
        long before = takeUntold();
        if (before >= 0) {
            log.error("event.faulted source={} untold={}", source, before, fault);
        }
    }

    /**
     * Returns how many failures were not logged since the last one that was; negative to stay
     * quiet.
     */
    private synchronized long takeUntold() {
        long now = nanos.getAsLong();
        if (told && now - toldAt < APART.toNanos()) {
            untold++;
            return -1;
        }
        long before = untold;
        told = true;
        toldAt = now;
        untold = 0;
        return before;
    }

    /** Returns the fault without line breaks. */
    static String inOneLine(Throwable fault) {
        String text = fault.toString().replaceAll("\\s+", " ");
        return "Hooklane failed on it: " + VisibleText.excerpt(text);
    }
}
