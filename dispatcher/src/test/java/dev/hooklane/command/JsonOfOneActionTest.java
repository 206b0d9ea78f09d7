package dev.hooklane.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the commands print as JSON that do one thing, to one or to several. */
final class JsonOfOneActionTest {
    @TempDir private Path home = Path.of("");

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
    void whatIsRemovedOrRevokedIsAListInAnObject() {
        answer(204, "");
        answer(204, "");
        answer(204, "");

        assertThat(run("", "endpoints", "remove", "ep_1", "ep_2", "--yes", "--json").out().strip())
                .isEqualTo("{\"removed\":[{\"id\":\"ep_1\"},{\"id\":\"ep_2\"}]}");
        assertThat(run("", "keys", "revoke", "key_1", "--yes", "--json").out().strip())
                .isEqualTo("{\"revoked\":[{\"id\":\"key_1\"}]}");
    }

    @Test
    void aFailureLeavesWhatWasDoneBeforeIt() {
        answer(204, "");
        answer(404, "{\"detail\":\"there is no link lnk_2\"}");

        CommandRun run = run("", "links", "revoke", "lnk_1", "lnk_2", "lnk_3", "--yes", "--json");

        assertThat(run.exitCode()).isOne();
        assertThat(run.out().strip()).isEqualTo("{\"revoked\":[{\"id\":\"lnk_1\"}]}");
        assertThat(run.err()).contains("there is no link lnk_2");
        assertThat(api.getRequestCount()).isEqualTo(2);
    }

    @Test
    void asLinesEachIsPrintedWhenItIsDone() {
        answer(200, "{\"id\":\"rpl_1\",\"state\":\"paused\"}");
        answer(200, "{\"id\":\"rpl_2\",\"state\":\"paused\"}");

        assertThat(run("", "replays", "pause", "rpl_1", "rpl_2", "--jsonl").out().lines())
                .containsExactly(
                        "{\"id\":\"rpl_1\",\"state\":\"paused\"}",
                        "{\"id\":\"rpl_2\",\"state\":\"paused\"}");
    }

    @Test
    void forPeopleItIsALineEach() {
        answer(200, "{\"id\":\"rpl_1\",\"state\":\"running\"}");
        answer(200, "{\"name\":\"order.paid\",\"archived\":true}");

        assertThat(run("", "replays", "resume", "rpl_1").out()).isEqualTo("rpl_1 is running\n");
        assertThat(run("", "event-types", "archive", "order.paid", "--yes").out())
                .isEqualTo("order.paid is archived\n");
    }

    @Test
    void bothFormsAtOnceAreRefused() {
        CommandRun run = run("", "replays", "cancel", "rpl_1", "--json", "--jsonl");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("mutually exclusive");
        assertThat(api.getRequestCount()).isZero();
    }

    @Test
    void anEnabledEndpointSaysWhatItMissed() {
        answer(200, "{\"id\":\"ep_1\",\"state\":\"enabled\"}");
        answer(200, "{\"matched\":7}");
        answer(200, "{\"id\":\"ep_2\",\"state\":\"enabled\"}");
        answer(503, "{\"detail\":\"the history is being assigned\"}");

        assertThat(run("", "endpoints", "set", "enabled", "ep_1", "ep_2", "--json").out().strip())
                .isEqualTo(
                        "{\"endpoints\":[{\"id\":\"ep_1\",\"state\":\"enabled\",\"missed\":7},"
                                + "{\"id\":\"ep_2\",\"state\":\"enabled\",\"missed\":null}]}");
    }

    @Test
    void aFilterAndTheAccessArePrintedAsTheApiAnswers() {
        String endpoint = "{\"id\":\"ep_1\",\"filter\":null,\"authorization\":null,\"tls\":null}";
        String tried = "{\"matches\":false,\"because\":\"/botId\"}";
        answer(200, endpoint);
        answer(200, tried);
        answer(200, endpoint);

        assertThat(run("", "endpoints", "filter", "--remove", "ep_1", "--json").out().strip())
                .isEqualTo(endpoint);
        assertThat(
                        run(
                                        "",
                                        "endpoints",
                                        "filter",
                                        "--set",
                                        "{\"field\":\"/botId\",\"equals\":\"b\"}",
                                        "--try",
                                        "{}",
                                        "--json")
                                .out()
                                .strip())
                .isEqualTo(tried);
        assertThat(run("", "endpoints", "access", "ep_1", "--no-certificates", "--json").out())
                .isEqualToIgnoringWhitespace(endpoint);
    }

    @Test
    void refusedRetriesAreLinesToo() {
        answer(202, "{\"delivery\":\"dlv_1\",\"attempt\":6}");
        answer(409, "{\"detail\":\"delivery dlv_2 is waiting\"}");

        assertThat(run("", "dead-letters", "retry", "dlv_1", "dlv_2", "--jsonl").out().lines())
                .containsExactly(
                        "{\"delivery\":\"dlv_1\",\"attempt\":6}",
                        "{\"delivery\":\"dlv_2\",\"detail\":\"delivery dlv_2 is waiting\"}");
    }

    @Test
    void whatWasResealedIsSummedUp() {
        answer(200, "{\"resealed\":500,\"sealedByOthers\":3}");
        answer(200, "{\"resealed\":3,\"sealedByOthers\":0}");

        assertThat(run("", "secrets", "reseal", "--json").out().strip())
                .isEqualTo("{\"resealed\":503}");
    }

    @Test
    void aManifestIsExportedAsJson() {
        answer(
                200,
                "{\"objects\":[{\"kind\":\"quotas\",\"account\":\"acme\",\"endpoints\":5}],\"next\":null}");

        assertThat(run("", "export", "--json").out().strip())
                .isEqualTo("{\"hooklane\":1,\"quotas\":[{\"account\":\"acme\",\"endpoints\":5}]}");
    }

    @Test
    void aLoginSaysWhoOneIsAndNeverTheKey() throws InterruptedException {
        answer(200, "{\"id\":\"key_1\",\"name\":\"ci\",\"role\":\"operator\",\"account\":null}");
        String url = "http://127.0.0.1:" + api.getPort();
        Map<String, String> environment = Map.of("HOME", home.toString());

        CommandRun in =
                CommandRun.in(
                        home,
                        environment,
                        "hlk_secret\n",
                        "login",
                        "--profile",
                        "prod",
                        "--api",
                        url,
                        "--json");
        CommandRun out =
                CommandRun.in(home, environment, "", "logout", "--profile", "prod", "--json");

        RecordedRequest asked = Objects.requireNonNull(api.takeRequest());
        assertThat(asked.getHeaders().get("Authorization")).isEqualTo("Bearer hlk_secret");
        JsonNode json = JsonMapper.shared().readTree(in.out());
        assertThat(json.path("profile").asString()).isEqualTo("prod");
        assertThat(json.path("api").asString()).isEqualTo(url);
        assertThat(json.path("caller").path("role").asString()).isEqualTo("operator");
        assertThat(in.out()).doesNotContain("hlk_secret");
        assertThat(out.out().strip()).isEqualTo("{\"profile\":\"prod\"}");
    }

    @Test
    void aManifestsMistakesAreAListToo() {
        CommandRun good = run("hooklane: 1\n", "validate", "-f", "-", "--json");
        CommandRun bad =
                run(
                        "hooklane: 1\nendpoints:\n  - account: acme\n",
                        "validate",
                        "-f",
                        "-",
                        "--json");

        assertThat(good.exitCode()).isZero();
        assertThat(good.out().strip()).isEqualTo("{\"file\":\"-\",\"problems\":[]}");
        assertThat(bad.exitCode()).isOne();
        assertThat(JsonMapper.shared().readTree(bad.out()).path("problems").isEmpty()).isFalse();
    }

    private void answer(int status, String body) {
        api.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private CommandRun run(String input, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!all.contains("validate")) {
            all.addAll(List.of("--api", "http://127.0.0.1:" + api.getPort(), "--key", "k"));
        }
        return CommandRun.in(Path.of("none"), Map.of(), input, all.toArray(String[]::new));
    }
}
