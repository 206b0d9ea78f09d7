package dev.hooklane.egress;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells operators what customers are not told: which address was refused, and by which rule. It
 * writes a few lines a second, however often a customer tries. Any thread may use it.
 */
public final class RefusalLog {
    private static final int LINES_A_SECOND = 10;

    private static final Logger log = LoggerFactory.getLogger(RefusalLog.class);

    private final AtomicLong second = new AtomicLong();
    private final AtomicInteger lines = new AtomicInteger();

    void log(UrlProblem problem) {
        log(problem.detail());
    }

    public void log(String detail) {
        long now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
        if (second.getAndSet(now) != now) {
            lines.set(0);
        }
        if (lines.incrementAndGet() <= LINES_A_SECOND) {
            log.info("egress.refused {}", detail);
        }
    }
}
