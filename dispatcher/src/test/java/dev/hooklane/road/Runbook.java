package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.command.CommandRun;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;

/** What an operator does by the runbook, at instance <i>one</i>. */
final class Runbook {

    private Runbook() {}

    static RoadApi api(Road road) {
        return new RoadApi(road.running("one").apiPort());
    }

    static void awaitMetric(RoadApi api, String start) {
        Awaitility.await(start)
                .untilAsserted(() ->
                        assertThat(api.scrape().lines()).anyMatch(line -> line.startsWith(start)));
    }

    /** A command of the runbook, which has to work. */
    static CommandRun hooklane(Road road, String... arguments) {
        return hooklaneWith(road, "", arguments);
    }

    /** The same with this on standard input. */
    static CommandRun hooklaneWith(Road road, String input, String... arguments) {
        CommandRun run = tryHooklaneWith(road, input, arguments);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    /** The same, which may fail. */
    static CommandRun tryHooklaneWith(Road road, String input, String... arguments) {
        return CommandRun.in(
                Path.of(""),
                Map.of(
                        "HOOKLANE_API",
                        "http://127.0.0.1:" + road.running("one").apiPort(),
                        "HOOKLANE_API_KEY",
                        RoadSettings.API_KEY),
                input,
                arguments);
    }
}
