package dev.hooklane.command;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command that runs until it is stopped end in an orderly way on Ctrl-C and SIGTERM.
 *
 * <pre>
 *  the command's thread           the JVM's shutdown thread
 *  await() ····················   signal arrives: asked.countDown()
 *  await() returns                await ended, at most GRACE
 *  closes what it opened          …
 *  close(): ended.countDown() ──▶ halt(0), or halt(1) after GRACE
 * </pre>
 *
 * Without the halt the exit code would tell of the signal even after an orderly end.
 */
public final class StopSignal implements AutoCloseable {
    /** Under the 10 s after which container runtimes kill. */
    static final Duration GRACE = Duration.ofMillis(9_500);

    /** What stopping takes beside draining, if it takes longer than is usual. */
    private static final Duration BESIDE_DRAINING = Duration.ofSeconds(5);

    /** The longest drain that ends, with all beside it, within {@link #GRACE}. */
    private static final Duration USUAL_DRAIN = Duration.ofSeconds(8);

    private volatile Duration grace = GRACE;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "hooklane-stop");

    private StopSignal() {}

    /** Takes over the signals. Close it last, after everything else was closed. */
    public static StopSignal install() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /** Has a stop wait for as long as draining may take, and for what comes after it. */
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

    /** Whether a signal has asked the process to stop. */
    public boolean asked() {
        return asked.getCount() == 0;
    }

    /** Says that everything ended; without a signal before it, the process goes on undisturbed. */
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is shutting down: the hook runs already, and ends the process.
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
                    "hooklane: not everything ended within %d ms; what was in flight is repeated"
                            .formatted(grace.toMillis()));
        }
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(inTime ? 0 : 1);
    }
}
