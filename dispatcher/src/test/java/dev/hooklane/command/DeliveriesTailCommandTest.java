package dev.hooklane.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class DeliveriesTailCommandTest {
    private static final JsonNode FIRST = DeliveryTailTest.delivery("dlv_1", "delivered", 1, 1);
    private static final JsonNode SECOND =
            JsonMapper.shared()
                    .readTree(
                            """
                            {"id":"dlv_2","status":"waiting","type":"bot.created","endpoint":"ep_1","attempts":1,
                            "updatedAt":"2027-01-15T03:00:02Z","lastAttempt":{"outcome":"timeout","durationMs":15000}}
                            """);

    private final MockWebServer api = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        api.start();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aLineIsPrintedForWhatIsNewAlsoAfterSilence() throws InterruptedException {
        api.enqueue(list(FIRST));
        api.enqueue(new MockResponse.Builder().code(503).body("{\"detail\":\"moving\"}").build());
        api.enqueue(list(FIRST));
        api.enqueue(list(SECOND, FIRST));

        CommandRun run = run("--account", "acct_1", "--count", "1");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .isEqualToNormalizingNewlines(
                        "2027-01-15T03:00:02Z     waiting   bot.created              dlv_2  ep_1"
                                + "  attempt 1  timeout in 15000 ms\n");
        assertThat(run.err()).contains("moving", "trying again").hasLineCount(1);
        assertThat(api.takeRequest().getUrl().queryParameter("account")).isEqualTo("acct_1");
    }

    @Test
    void everyLineIsJsonForScripts() {
        api.enqueue(list());
        api.enqueue(list(SECOND, FIRST));

        CommandRun run = run("--account", "acct_1", "--count", "2", "--jsonl");

        assertThat(run.out().lines()).containsExactly(FIRST.toString(), SECOND.toString());
    }

    @Test
    void aRefusalEndsIt() {
        api.enqueue(
                new MockResponse.Builder()
                        .code(422)
                        .body("{\"detail\":\"name an account\"}")
                        .build());

        CommandRun run = run();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("name an account");
    }

    private static MockResponse list(JsonNode... deliveries) {
        return new MockResponse.Builder()
                .code(200)
                .body(
                        List.of(deliveries).stream()
                                .map(JsonNode::toString)
                                .collect(
                                        Collectors.joining(
                                                ",", "{\"deliveries\":[", "],\"next\":null}")))
                .build();
    }

    private CommandRun run(String... arguments) {
        return CommandRun.in(
                Path.of("none"),
                Map.of(
                        "HOOKLANE_API",
                        "http://127.0.0.1:" + api.getPort(),
                        "HOOKLANE_API_KEY",
                        "k"),
                "",
                Stream.concat(Stream.of("deliveries", "tail"), Stream.of(arguments))
                        .toArray(String[]::new));
    }
}
