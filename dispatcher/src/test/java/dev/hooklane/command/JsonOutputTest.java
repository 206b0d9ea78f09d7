package dev.hooklane.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** With {@code --json}, a command prints one object about what it did, and ends as ever. */
final class JsonOutputTest {
    private static final String MANIFEST =
            """
            hooklane: 1
            endpoints:
              - account: acme
                name: crm
                url: https://crm.example/hooks
                eventTypes: ["message.*"]
              - account: acme
                name: shop
                url: https://shop.example/hooks
                eventTypes: ["message.*"]
            """;
    private static final String PLANNED =
            """
            {"results":[{"kind":"endpoint","account":"acme","name":"crm","result":"created"},
            {"kind":"endpoint","account":"acme","name":"shop","result":"unchanged","id":"ep_2"}]}
            """;
    private static final String DONE =
            """
            {"results":[{"kind":"endpoint","account":"acme","name":"crm","result":"created","id":"ep_1",
            "secret":"whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz"}]}
            """;

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
    void aDiffHasTheResultsAndTheirCounts() {
        answer(200, PLANNED);

        CommandRun run = run("diff", "-f", "-", "--json");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.DIFFERS);
        JsonNode json = json(run);
        assertThat(json.path("applied").asBoolean()).isFalse();
        assertThat(json.path("counts").path("created").asInt()).isOne();
        assertThat(json.path("results").path(1).path("result").asString()).isEqualTo("unchanged");
    }

    @Test
    void whatWasAppliedHasNoSecrets() {
        answer(200, PLANNED);
        answer(200, DONE);

        CommandRun run = run("apply", "-f", "-", "--json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).doesNotContain("whsec_");
        assertThat(run.err()).contains("1 new endpoints and keys have secrets that were not kept");
        JsonNode json = json(run);
        assertThat(json.path("applied").asBoolean()).isTrue();
        assertThat(json.path("results").path(0).path("id").asString()).isEqualTo("ep_1");
        assertThat(json.path("results").path(1).path("id").asString()).isEqualTo("ep_2");
    }

    @Test
    void retriedDeadLettersAndRefusedOnesAreInOneObject() {
        answer(202, "{\"delivery\":\"dlv_1\",\"attempt\":6}");
        answer(409, "{\"detail\":\"delivery dlv_2 is waiting\"}");

        CommandRun run = run("dead-letters", "retry", "dlv_1", "dlv_2", "--json");

        assertThat(run.exitCode()).isOne();
        assertThat(json(run).toString())
                .isEqualTo(
                        "{\"retried\":[{\"delivery\":\"dlv_1\",\"attempt\":6}],"
                                + "\"refused\":[{\"delivery\":\"dlv_2\","
                                + "\"detail\":\"delivery dlv_2 is waiting\"}]}");
        assertThat(run.err()).contains("dlv_2");
    }

    @Test
    void whatIsMadeIsPrintedAsTheApiAnswers() {
        String key = "{\"id\":\"key_1\",\"key\":\"hlk_secret\"}";
        String endpoint = "{\"id\":\"ep_1\",\"secret\":\"whsec_x\"}";
        answer(201, key);
        answer(201, endpoint);
        answer(200, endpoint);

        assertThat(run("keys", "add", "--name", "ci", "--role", "viewer", "--json").out().strip())
                .isEqualTo(key);
        assertThat(
                        run(
                                        "endpoints",
                                        "add",
                                        "--account",
                                        "acme",
                                        "--url",
                                        "https://a.example",
                                        "--json")
                                .out()
                                .strip())
                .isEqualTo(endpoint);
        assertThat(run("endpoints", "rotate-secret", "ep_1", "--json").out().strip())
                .isEqualTo(endpoint);
    }

    @Test
    void aFailedTestIsPrintedAndEndsWithAFailure() {
        answer(200, "{\"id\":\"dlv_1\",\"status\":\"dead\",\"attempts\":[{\"number\":1}]}");

        CommandRun run = run("endpoints", "test", "ep_1", "--json");

        assertThat(run.exitCode()).isOne();
        assertThat(json(run).path("attempts")).hasSize(1);
    }

    private void answer(int status, String body) {
        api.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private static JsonNode json(CommandRun run) {
        assertThat(run.out().lines()).hasSize(1);
        return JsonMapper.shared().readTree(run.out());
    }

    private CommandRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--api", "http://127.0.0.1:" + api.getPort(), "--key", "k"));
        return CommandRun.in(Path.of("none"), Map.of(), MANIFEST, all.toArray(String[]::new));
    }
}
