package dev.hooklane.command;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Formats the progress of a replay on one line. */
final class ReplayBar {
    private static final int WIDTH = 30;

    private ReplayBar() {}

    /** Formats the progress with a bar of fixed length, for a terminal. */
    static String text(JsonNode replay) {
        int filled = percent(replay) * WIDTH / 100;
        return "%s%s %3d %% %-76s"
                .formatted(
                        "█".repeat(filled),
                        "░".repeat(WIDTH - filled),
                        percent(replay),
                        line(replay));
    }

    /** Formats the progress without a bar, for a log. */
    static String line(JsonNode replay) {
        return String.format(
                Locale.ROOT,
                "%s: %d of %s%d sent, %d delivered, %d dead, %d skipped",
                replay.path("state").asString(""),
                replay.path("sent").asLong(),
                replay.path("more").asBoolean() ? "more than " : "",
                replay.path("matched").asLong(),
                replay.path("delivered").asLong(),
                replay.path("dead").asLong(),
                skipped(replay));
    }

    /**
     * Returns the percentage of deliveries that have an outcome or were skipped; 100 only when the
     * replay is done.
     */
    static int percent(JsonNode replay) {
        if (replay.path("state").asString("").equals("done")) {
            return 100;
        }
        long handled =
                replay.path("sent").asLong() - replay.path("open").asLong() + skipped(replay);
        long all = Math.max(1, replay.path("matched").asLong());
        return (int) Math.min(99, handled * 100 / all);
    }

    private static long skipped(JsonNode replay) {
        return replay.path("skipped").valueStream().mapToLong(JsonNode::asLong).sum();
    }
}
