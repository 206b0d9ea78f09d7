package dev.hooklane.tracing;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the log, a line each, what OpenTelemetry's exporters report through java.util.logging.
 */
final class ExporterLog extends Handler {
    private static final org.slf4j.Logger log = LoggerFactory.getLogger(ExporterLog.class);

    /**
     * Kept here, since java.util.logging forgets the settings of loggers that nothing refers to.
     */
    private static final Logger EXPORTERS = Logger.getLogger("io.opentelemetry");

    /** Writes to this log from now on, and nowhere else. */
    static synchronized void start() {
        if (EXPORTERS.getUseParentHandlers()) {
            EXPORTERS.setUseParentHandlers(false);
            EXPORTERS.addHandler(new ExporterLog());
        }
    }

    @Override
    public void publish(LogRecord told) {
        if (told.getLevel().intValue() >= Level.WARNING.intValue()) {
            log.warn(
                    "tracing.export_failed {}{}",
                    told.getMessage(),
                    told.getThrown() == null ? "" : " " + told.getThrown());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
