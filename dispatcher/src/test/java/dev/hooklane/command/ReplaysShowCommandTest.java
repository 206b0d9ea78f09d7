package dev.hooklane.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReplaysShowCommandTest {
    private final MockWebServer api = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        api.start();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource({"done, 0, 0, 0", "done, 1, 0, 4", "done, 0, 1, 4", "cancelled, 0, 0, 4"})
    void waitingEndsAsTheReplayDid(String state, int dead, int cancelled, int exitCode) {
        api.enqueue(replay("running", "null", 0, 0));
        api.enqueue(replay(state, "\"2027-01-15T03:00:00Z\"", dead, cancelled));

        CommandRun run = run("--wait", "--json");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.out()).contains("\"state\":\"%s\"".formatted(state)).hasLineCount(1);
    }

    @Test
    void showingAloneIsDoneWhateverTheReplayIs() {
        api.enqueue(replay("done", "\"2027-01-15T03:00:00Z\"", 3, 0));

        assertThat(run().exitCode()).isZero();
    }

    private static MockResponse replay(String state, String endedAt, int dead, int cancelled) {
        return new MockResponse.Builder()
                .code(200)
                .body(
                        "{\"id\":\"rpl_1\",\"state\":\"%s\",\"endedAt\":%s,\"dead\":%d,\"cancelled\":%d}"
                                .formatted(state, endedAt, dead, cancelled))
                .build();
    }

    private CommandRun run(String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "replays";
        arguments[1] = "show";
        arguments[2] = "rpl_1";
        System.arraycopy(options, 0, arguments, 3, options.length);
        return CommandRun.in(
                Path.of("none"),
                Map.of(
                        "HOOKLANE_API",
                        "http://127.0.0.1:" + api.getPort(),
                        "HOOKLANE_API_KEY",
                        "k"),
                "",
                arguments);
    }
}
