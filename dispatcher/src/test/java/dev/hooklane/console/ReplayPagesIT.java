package dev.hooklane.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.console.Reader.Shown;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Replays: counted first, started once, watched, held up and stopped. */
class ReplayPagesIT {
    private final ConsoleServer server = new ConsoleServer(Map.of());
    private final Reader reader = server.reader();

    @BeforeEach
    void signIn() throws Exception {
        SampleApi.fill(server);
        server.says(
                "GET /v1/endpoints",
                200,
                """
                {"endpoints":[{"id":"ep_1","url":"https://one.example/","state":"enabled"},
                {"id":"ep_2","url":"https://two.example/","state":"paused"}],"next":null}\
                """);
        server.knows("account", "acct_1", "view", "replay");
        reader.signIn(ConsoleServer.KEY);
        reader.open("/replays/new");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    what=dead      | {"status":["dead"]}
                    what=delivered | {"status":["delivered"]}
                    what=both      | {"status":["dead","delivered"]}
                    what=missed    | {"missed":true}
                    what=events    | {"events":true}
                    what=nonsense  | {"status":["dead"]}
                    types=message.*,+bot.updated&from=2026-01-01T00:00 | {"status":["dead"],"types":["message.*","bot.updated"],"from":"2026-01-01T00:00Z"}
                    """)
    void whatIsChosenIsCountedFirst(String chosen, String select) throws Exception {
        server.calls().clear();

        Shown form = reader.open("/replays/new?endpoint=ep_1&" + chosen);

        assertThat(posted())
                .containsExactly(
                        "{\"endpoint\":\"ep_1\",\"select\":%s,\"dryRun\":true}".formatted(select));
        assertThat(form.text()).contains("1,234", "one.example");
    }

    @Test
    void withoutAWebhookEachOfTheAccountsIsCounted() throws Exception {
        String form = reader.open("/replays/new?what=missed").text();

        assertThat(form)
                .containsPattern("id=\"of-ep_1\"[^>]* checked")
                .containsPattern("id=\"of-ep_2\"[^>]* disabled")
                .contains("It is paused: enable it first.");
    }

    @Test
    void aCountThatMayBeMoreIsSaidToBe() throws Exception {
        server.says(
                "POST /v1/replays",
                200,
                "{\"endpoint\":\"ep_1\",\"matched\":5000,\"more\":true,\"sample\":[]}");

        assertThat(reader.open("/replays/new?endpoint=ep_1").text()).contains("at least 5,000");
    }

    @Test
    void whereThereIsNothingNothingCanBeStarted() throws Exception {
        server.says(
                "POST /v1/replays",
                200,
                "{\"endpoint\":\"ep_1\",\"matched\":0,\"more\":false,\"sample\":[]}");

        assertThat(reader.open("/replays/new?endpoint=ep_1").text())
                .containsPattern("id=\"of-ep_1\"[^>]* disabled")
                .containsPattern("button-main\" type=\"submit\" disabled");
    }

    @Test
    void aReplayIsStartedAtItsPaceAndShown() throws Exception {
        server.says(
                "POST /v1/replays",
                202,
                SampleDeliveries.replay("rpl_1", "running", "null", "null"));
        server.calls().clear();

        Shown started =
                reader.submit(
                        "/replays/new",
                        Map.of("endpoint", "ep_1", "what", "missed", "rate", "20", "once", "1"));

        assertThat(posted())
                .containsExactly(
                        "{\"endpoint\":\"ep_1\",\"select\":{\"missed\":true},\"ratePerSecond\":20}");
        assertThat(started.header("location")).isEqualTo("/replays/rpl_1");
    }

    @Test
    void severalAreStartedEachByItself() throws Exception {
        server.says(
                "POST /v1/replays",
                202,
                SampleDeliveries.replay("rpl_1", "running", "null", "null"));
        server.calls().clear();

        Shown started =
                reader.send(
                        reader.formOf(
                                "/replays/new",
                                "endpoint=ep_1&endpoint=ep_2&what=dead&rate=50&once=1"));

        assertThat(posted()).hasSize(2);
        assertThat(started.header("location")).isEqualTo("/replays");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    endpoint=ep_1&rate=fast | is not a whole number
                    rate=50                 | Choose at least one webhook.
                    endpoint=ep_1&rate=50   | has 10 unfinished replays
                    """)
    void whatIsRefusedIsSaidInTheForm(String form, String said) throws Exception {
        server.says("POST /v1/replays", 409, "{\"detail\":\"account has 10 unfinished replays\"}");

        Shown refused = reader.send(reader.formOf("/replays/new", form + "&what=dead&once=1"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains(said, "role=\"alert\"");
    }

    @Test
    void aWebhookThatMissedSomethingOffersIt() throws Exception {
        server.says(
                "GET /v1/endpoints/ep_2",
                200,
                """
                {"id":"ep_2","account":"acct_1","url":"https://two.example/","state":"paused","eventTypes":["*"],"secrets":[],
                "createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z"}\
                """);

        assertThat(reader.open("/webhooks/ep_2").text())
                .contains("hx-get=\"/webhooks/ep_2/missed\"");
        assertThat(reader.open("/webhooks/ep_2/missed").text())
                .contains("Replay missed (1,234)", "It is paused: enable it first.")
                .contains("/replays/new?endpoint=ep_2&amp;what=missed")
                .doesNotContain("<html");
        server.says(
                "POST /v1/replays",
                200,
                "{\"endpoint\":\"ep_2\",\"matched\":0,\"more\":false,\"sample\":[]}");
        assertThat(reader.open("/webhooks/ep_2/missed").text().strip()).isEmpty();
    }

    @Test
    void oneReplayTellsHowFarItHasCome() throws Exception {
        String page = reader.open("/replays/rpl_1").text();

        assertThat(page)
                .contains("<progress value=\"405\" max=\"1000\"", "405 of 1,000", "Running")
                .contains("Failed again", "Payload gone")
                .contains("data-live=\"/replays/rpl_1/live\"", "/replays/rpl_1/pause")
                .doesNotContain("Already sent", "/resume");
    }

    @Test
    void whatIsOverIsNotLiveAndCantBeChanged() throws Exception {
        assertThat(reader.open("/replays/rpl_3").text())
                .contains("Done", "Ended")
                .doesNotContain("data-live", "/pause", "/cancel", "/rate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "resume", "cancel"})
    void itIsHeldUpAndStopped(String wish) throws Exception {
        server.says("POST /v1/replays/rpl_1/" + wish, 200, "{}");

        Shown done = reader.submit("/replays/rpl_1/" + wish, Map.of());

        assertThat(done.header("location")).isEqualTo("/replays/rpl_1");
        assertThat(server.calls())
                .anyMatch(call -> call.what().equals("POST /v1/replays/rpl_1/" + wish));
    }

    @Test
    void itsPaceIsChanged() throws Exception {
        server.says("PATCH /v1/replays/rpl_1", 200, "{}");

        reader.submit("/replays/rpl_1/rate", Map.of("rate", "7"));

        assertThat(server.calls()).anyMatch(call -> call.body().equals("{\"ratePerSecond\":7}"));
    }

    @Test
    void theListIsLiveAndSaysWhyOneIsHeld() throws Exception {
        assertThat(reader.open("/replays").text())
                .contains("data-live=\"/replays/live\"", "Running", "Held", "Done", "New replay");
        server.says("GET /v1/replays", 200, "{\"replays\":[],\"next\":null}");
        assertThat(reader.open("/replays").text()).contains("No replays");
    }

    @Test
    void whoMayOnlyLookStartsAndStopsNothing() throws Exception {
        server.knows("account", "acct_1", "view");
        Reader looker = server.reader();
        looker.signIn(ConsoleServer.KEY);
        server.calls().clear();

        assertThat(looker.open("/replays").text()).doesNotContain("New replay");
        assertThat(looker.open("/replays/rpl_1").text()).doesNotContain("/pause", "/rate");
        assertThat(looker.open("/replays/new").status()).isEqualTo(403);
        assertThat(looker.submit("/replays/rpl_1/cancel", Map.of()).status()).isEqualTo(403);
        assertThat(posted()).isEmpty();
    }

    private List<String> posted() {
        return server.calls().stream()
                .filter(call -> call.what().startsWith("POST /v1/replays"))
                .map(ConsoleServer.Call::body)
                .toList();
    }
}
