package dev.hooklane.e2e.process;

import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A shell that kills every process of the rig, even frozen ones, as soon as the rig itself is gone
 * for any reason. Any thread may call it.
 */
public final class Watchdog implements Closeable {
    private static final String SCRIPT =
            """
            trap '' INT TERM HUP
            while read -r what pid; do
              case $what in
                add) pids="$pids $pid" ;;
                del) left=; for each in $pids; do [ "$each" = "$pid" ] || left="$left $each"; done; pids=$left ;;
              esac
            done
            for each in $pids; do kill -KILL "$each" 2>/dev/null; done
            """;

    private final PrintStream orders;

    private Watchdog(Process shell) {
        orders = new PrintStream(shell.getOutputStream(), true, StandardCharsets.US_ASCII);
    }

    public static Watchdog start() throws IOException {
        return new Watchdog(
                new ProcessBuilder("sh", "-c", SCRIPT)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start());
    }

    synchronized void watch(long pid) {
        orders.println("add " + pid);
    }

    synchronized void forget(long pid) {
        orders.println("del " + pid);
    }

    /** Kills the remaining processes. */
    @Override
    public void close() {
        orders.close();
    }
}
