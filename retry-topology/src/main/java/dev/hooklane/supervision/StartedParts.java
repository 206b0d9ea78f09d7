package dev.hooklane.supervision;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts that were started so far; they are closed in reverse order. Parts that take a while to
 * stop are told so first, so that they stop at the same time. If one part throws when it is closed,
 * the others are still closed. For one thread at a time.
 */
public final class StartedParts implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StartedParts.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private StartedParts() {}

    /**
     * Creates an object made of parts; the object closes them when it is closed itself.
     *
     * @param start adds each part as soon as it is started; if it throws, the parts it has added
     *     are closed
     */
    public static <T> T start(Function<StartedParts, T> start) {
        StartedParts parts = new StartedParts();
        boolean isWhole = false;
        try {
            T whole = start.apply(parts);
            isWhole = true;
            return whole;
        } finally {
            if (!isWhole) {
                parts.close();
            }
        }
    }

    /** Adds a part that is started. */
    public <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    @Override
    public void close() {
        for (AutoCloseable part : parts) {
            if (part instanceof StopsInTime stopping) {
                guarded(part, stopping::beginStop);
            }
        }
        for (AutoCloseable part = parts.poll(); part != null; part = parts.poll()) {
            guarded(part, part);
        }
    }

    private static void guarded(AutoCloseable part, AutoCloseable step) {
        try {
            step.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            OutOfMemory.endProcessIfCause(e);
            log.warn("stop.part_failed part={}", part.getClass().getSimpleName(), e);
        }
    }
}
