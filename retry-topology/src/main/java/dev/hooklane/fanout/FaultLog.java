package dev.hooklane.fanout;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of what Hooklane's own code failed on, a record each, with a stack trace; but if there are
 * many, of one in a while, and how many there were between. Any thread may use it.
 */
public final class FaultLog {
    private static final Logger log = LoggerFactory.getLogger(FaultLog.class);

    /** A stack trace for each event, under load, would fill a disk. */
    private static final Duration APART = Duration.ofSeconds(10);

    /** Of a long message the end says little. */
    private static final int MESSAGE_MAX = 500;

    private final LongSupplier nanos;
    private boolean told;
    private long toldAt;
    private long untold;

    /**
     * @param nanos a clock that never steps back
     */
    public FaultLog(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** One record failed. */
    void log(String source, Throwable fault) {
        long before = takeUntold();
        if (before >= 0) {
            log.error("event.faulted source={} untold={}", source, before, fault);
        }
    }

    /** How many were not told of since the last one that was; less than zero to be quiet now. */
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

    /** What failed, without a line break. */
    static String inOneLine(Throwable fault) {
        String text = fault.toString().replaceAll("\\s+", " ");
        return "Hooklane failed on it: "
                + (text.length() <= MESSAGE_MAX ? text : text.substring(0, MESSAGE_MAX) + "…");
    }
}
