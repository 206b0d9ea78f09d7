package dev.hooklane.streams;

import dev.hooklane.metrics.Meters;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.streams.errors.LockException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why the fan-out does not run: told in the log, counted, and kept for who asks whether it is
 * ready. Any thread may use it.
 */
final class FanOutTrouble {
    private static final Logger log = LoggerFactory.getLogger(FanOutTrouble.class);

    private final Path stateDir;
    private final Meters meters;
    private volatile @Nullable String latest;

    FanOutTrouble(Path stateDir, Meters meters) {
        this.stateDir = stateDir;
        this.meters = meters;
    }

    /** It has failed. */
    void failed(Throwable failure) {
        String reason = describe(failure);
        latest = reason;
        log.error("fan-out.failed {}", reason, failure);
    }

    /** It is started anew. */
    void restarts() {
        meters.fanOutRestarted();
    }

    /** It runs. */
    void over() {
        latest = null;
    }

    /** The last failure, in one line; empty while it runs, or before the first. */
    Optional<String> latest() {
        return Optional.ofNullable(latest);
    }

    /** What failed, in one line that names the folder where it is the folder that failed. */
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

    /** Whether it is the folder, or what is kept there, that failed. */
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
