package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.ExitCode;
import tools.jackson.databind.JsonNode;

/** Waits for the end of a replay, and shows its progress meanwhile. */
final class ReplayWait {
    private static final Duration LOOK = Duration.ofMillis(500);

    /** Prints every tenth look only; a log does not need a line for each. */
    private static final int LOOKS_A_LINE = 10;

    private final ApiClient client;
    private final CommandContext context;
    private final PrintWriter out;
    private final boolean silent;

    /**
     * @param silent whether to show nothing
     */
    ReplayWait(ApiClient client, CommandContext context, PrintWriter out, boolean silent) {
        this.client = client;
        this.context = context;
        this.out = out;
        this.silent = silent;
    }

    /** Waits and returns the finished replay. */
    JsonNode untilOver(JsonNode started) {
        String path = "/v1/replays/" + started.path("id").asString("");
        JsonNode replay = started;
        for (int look = 0; replay.path("endedAt").isNull(); look++) {
            show(replay, look);
            pause(started);
            replay = client.get(path, Map.of());
        }
        if (!silent && context.isTerminal()) {
            out.print('\r' + ReplayBar.text(replay) + System.lineSeparator());
            out.flush();
        }
        return replay;
    }

    /** Returns how a command ends that waited for this replay. */
    static int exitCode(JsonNode ended) {
        boolean allDelivered =
                ended.path("state").asString("").equals("done")
                        && ended.path("dead").asLong() == 0
                        && ended.path("cancelled").asLong() == 0;
        return allDelivered ? ExitCode.OK : ExitCodes.ENDED_WITH_FAILURES;
    }

    private void show(JsonNode replay, int look) {
        if (silent) {
            return;
        }
        if (context.isTerminal()) {
            out.print('\r' + ReplayBar.text(replay));
        } else if (look % LOOKS_A_LINE == 0) {
            out.println(ReplayBar.line(replay));
        }
        out.flush();
    }

    private static void pause(JsonNode replay) {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException(
                    "interrupted; the replay continues, see: hooklane replays show "
                            + replay.path("id").asString(""));
        }
    }
}
