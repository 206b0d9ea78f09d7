package dev.hooklane.command;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a long-running command in an orderly way on Ctrl-C and SIGTERM.
 *
 * <pre>
 *  the command's thread           the JVM's shutdown thread
 *  await() ····················   signal arrives: asked.countDown()
 *  await() returns                await ended, at most GRACE
 *  closes what it opened          …
 *  close(): ended.countDown() ──▶ halt(0), or halt(1) after GRACE
 * </pre>
 *
 * Without the halt, the exit code would report the signal even after an orderly end.
 */
final class StopSignal implements AutoCloseable {
    /** Under the 10 s after which container runtimes kill a process. */
    static final Duration GRACE = Duration.ofMillis(9_500);

    /** How long stopping may take beyond the drain, if the drain is longer than usual. */
    private static final Duration BESIDE_DRAINING = Duration.ofSeconds(5);

    /** The longest drain that still ends within {@link #GRACE}, with everything else. */
    private static final Duration USUAL_DRAIN = Duration.ofSeconds(8);

    private volatile Duration grace = GRACE;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "hooklane-stop");

    private StopSignal() {}

    /** Takes over the signals. Close it last, after everything else is closed. */
    public static StopSignal install() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /** Makes a stop wait for the drain, and for the work after it. */
    void drainsFor(Duration drain) {
        grace = graceFor(drain);
    }

    static Duration graceFor(Duration drain) {
        return drain.compareTo(USUAL_DRAIN) <= 0 ? GRACE : drain.plus(BESIDE_DRAINING);
    }

    /** Waits until a signal asks the process to stop. */
    public void await() {
        try {
            asked.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until a signal asks the process to stop, or for that long; returns whether one did. */
    public boolean await(Duration atMost) {
        try {
            return asked.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Reports whether a signal has asked the process to stop. */
    public boolean asked() {
        return asked.getCount() == 0;
    }

    /** Marks the end of the work. Without a preceding signal, the process continues undisturbed. */
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is shutting down: the hook is already running and ends the process.
        }
    }

    private void stop() {
        asked.countDown();
        boolean inTime = false;
        try {
            inTime = ended.await(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!inTime) {
            System.err.println(
                    ("hooklane: not everything stopped within %d ms; attempts in flight will be"
                                    + " repeated")
                            .formatted(grace.toMillis()));
        }
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(inTime ? 0 : 1);
    }
}
