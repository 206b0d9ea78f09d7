package dev.hooklane.command;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** The time since this process was started, including the start script. */
final class Uptime {
    private Uptime() {}

    /** Returns the seconds, with one decimal place. */
    public static String seconds() {
        Instant now = Instant.now();
        Instant start = ProcessHandle.current().info().startInstant().orElse(now);
        return String.format(
                Locale.ROOT, "%.1f", Duration.between(start, now).toMillis() / 1_000.0);
    }
}
