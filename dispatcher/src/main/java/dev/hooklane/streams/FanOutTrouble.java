package dev.hooklane.streams;

import dev.hooklane.metrics.FanOutMeters;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.streams.errors.LockException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why the fan-out is not running: logged, counted, and kept for readiness checks. Any thread may
 * use it.
 */
final class FanOutTrouble {
    private static final Logger log = LoggerFactory.getLogger(FanOutTrouble.class);

    private final Path stateDir;
    private final FanOutMeters meters;
    private volatile @Nullable String latest;

    FanOutTrouble(Path stateDir, FanOutMeters meters) {
        this.stateDir = stateDir;
        this.meters = meters;
    }

    /** Takes note that the fan-out has failed. */
    void failed(Throwable failure) {
        String reason = describe(failure);
        latest = reason;
        log.error("fan-out.failed {}", reason, failure);
    }

    /** Takes note that the fan-out is restarted. */
    void restarts() {
        meters.restarted();
    }

    /** Takes note that the fan-out runs. */
    void over() {
        latest = null;
    }

    /** Returns the last failure, in one line; empty while it runs, or before the first. */
    Optional<String> latest() {
        return Optional.ofNullable(latest);
    }

    /** Describes the failure in one line, which names the folder if the folder failed. */
    String describe(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String what = innermost.toString().replaceAll("\\s+", " ");
        return isOfStateDir(failure)
                ? "state-dir %s can't be used: %s".formatted(stateDir, what)
                : what;
    }

    /** Reports whether the folder, or the state kept in it, failed. */
    static boolean isOfStateDir(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof ProcessorStateException
                    || at instanceof LockException
                    || at instanceof FileSystemException) {
                return true;
            }
        }
        return false;
    }
}
