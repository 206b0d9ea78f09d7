package dev.hooklane.fanout;

import dev.hooklane.event.VisibleText;
import dev.hooklane.quiet.QuietLog;
import java.time.Duration;
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

    private final QuietLog quiet = new QuietLog(1, APART);

    /** Logs that one record failed. */
    void log(String source, Throwable fault) {
        quiet.line("event.faulted")
                .ifPresent(untold ->
                        log.error("event.faulted source={} untold={}", source, untold, fault));
    }

    /** Returns the fault without line breaks. */
    static String inOneLine(Throwable fault) {
        String text = fault.toString().replaceAll("\\s+", " ");
        return "Hooklane failed on it: " + VisibleText.excerpt(text);
    }
}
