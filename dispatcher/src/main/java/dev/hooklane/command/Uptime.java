package dev.hooklane.command;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** The time since this process was started, the start script before it included. */
public final class Uptime {
    private Uptime() {}

    /** In seconds, with one digit behind the point. */
    public static String seconds() {
        Instant now = Instant.now();
        Instant start = ProcessHandle.current().info().startInstant().orElse(now);
        return String.format(
                Locale.ROOT, "%.1f", Duration.between(start, now).toMillis() / 1_000.0);
    }
}
