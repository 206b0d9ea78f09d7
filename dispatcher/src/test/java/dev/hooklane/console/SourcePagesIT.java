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

/** Operators see how sources do, and pause, rewind and remove them. */
class SourcePagesIT {
    private final ConsoleServer server = new ConsoleServer(Map.of());
    private final Reader reader = server.reader();

    @BeforeEach
    void signIn() throws Exception {
        SampleSources.fill(server);
        reader.signIn(ConsoleServer.KEY);
        reader.open("/sources");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theListIsThereBeforeTheClustersHaveAnswered() throws Exception {
        String page = reader.open("/sources").text();

        assertThat(page)
                .contains("orders", "shop.orders.v3, shop.returns", "on shop")
                .contains("data-live=\"/sources/-/live\"", "/sources/-/new", "cursor=abc");
        assertThat(last("GET /v1/sources").query()).isEqualTo("limit=20");
    }

    @Test
    void theListSaysHowEachSourceDoes() throws Exception {
        String page = reader.open("/sources").text();

        assertThat(page)
                .contains("1,234", "1 min", "3/s")
                .contains("href=\"/rejected?source=orders\">1,004<")
                .contains("badge-warn\">Partly read", "1 of 2 partitions are read")
                .contains("badge-warn\">Paused")
                .contains("badge-bad\">Not read", "No instance has claimed a partition")
                .contains("badge-warn\">Cluster is silent", "cluster shop does not say")
                .contains(
                        "badge-warn\">Waits for registry schemas",
                        "2 of 3 partitions wait: registry schemas answers 401")
                .contains("badge-warn\">Topic is missing", "cluster shop has no topic shop.returns")
                .contains("badge-bad\">Waits for a rewind", "is not the one that was read");
    }

    @Test
    void aSourceIsShownWithItsPartitionsItsFileAndWhatWasRejected() throws Exception {
        String page = reader.open("/sources/orders").text();

        assertThat(page)
                .contains("waits: registry schemas answers 401")
                .contains("partition 1", "hooklane-0", "nobody", "1,209", "json values, text keys")
                .contains("/rejected?source=orders&amp;reason=source_unmapped")
                .contains("Unreadable record of a source", "1,000")
                .contains("name: orders", "topics:", "account: value.customer", "rate: 1.50")
                .contains("data-live=\"/sources/orders/live\"")
                .contains("Rewind orders?", "Remove orders?", "action=\"/sources/orders/pause\"")
                .doesNotContain("Resume");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sources", "/sources/orders", "/sources/orders/edit"})
    void whatComesFromElsewhereStaysText(String path) throws Exception {
        Shown page = reader.open(path);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("&lt;script&gt;").doesNotContain("<script>alert");
    }

    @Test
    void aPausedSourceSaysSoAndCanBeResumed() throws Exception {
        server.says("POST /v1/sources/paused/resume", 200, SampleSources.orders(false));

        String page = reader.open("/sources/paused").text();
        Shown resumed = reader.submit("/sources/paused/resume", Map.of());

        assertThat(page).contains("Nothing is read.", "Resume").doesNotContain("/paused/pause");
        assertThat(resumed.header("location")).isEqualTo("/sources/paused");
    }

    @Test
    void aSourceIsPausedRewoundAndRemoved() throws Exception {
        server.says("POST /v1/sources/orders/pause", 200, SampleSources.orders(true));
        server.says("POST /v1/sources/orders/rewind", 200, SampleSources.orders(false));
        server.says("DELETE /v1/sources/orders", 204, "");

        Shown paused = reader.submit("/sources/orders/pause", Map.of());
        Shown rewound = reader.submit("/sources/orders/rewind", Map.of("to", "-6h"));
        Shown removed = reader.submit("/sources/orders/remove", Map.of());

        assertThat(paused.header("location")).isEqualTo("/sources/orders");
        assertThat(rewound.header("location")).isEqualTo("/sources/orders");
        assertThat(last("POST /v1/sources/orders/rewind").body()).isEqualTo("{\"to\":\"-6h\"}");
        assertThat(removed.header("location")).isEqualTo("/sources");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1042 | {\"topic\":\"shop.orders-v3\",\"partition\":1,\"offset\":1042}",
                "-1h  | {\"topic\":\"shop.orders-v3\",\"partition\":1,\"offset\":\"-1h\"}",
            })
    void onePartitionIsRewoundToAnOffset(String to, String body) throws Exception {
        server.says("POST /v1/sources/orders/rewind", 200, SampleSources.orders(false));

        var _ =
                reader.submit(
                        "/sources/orders/rewind",
                        Map.of("partition", "shop.orders-v3-1", "to", to));

        assertThat(last("POST /v1/sources/orders/rewind").body()).isEqualTo(body);
    }

    @Test
    void aPlaceThatIsNoneIsRefusedOnThePage() throws Exception {
        server.says(
                "POST /v1/sources/orders/rewind",
                422,
                "{\"detail\":\"'soon' is not earliest, latest <b>\",\"field\":\"to\"}");

        Shown page = reader.submit("/sources/orders/rewind", Map.of("to", "soon"));

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.text())
                .contains("It was not rewound.", "is not earliest, latest &lt;b&gt;", "Partitions");
    }

    @Test
    void whoMayOnlyLookIsOfferedNothingElse() throws Exception {
        server.knows("viewer", null, "view");
        Reader looker = server.reader();
        looker.signIn(ConsoleServer.KEY);

        assertThat(looker.open("/sources").text()).contains("orders").doesNotContain("New source");
        assertThat(looker.open("/sources/orders").text())
                .contains("Partitions")
                .doesNotContain("Pause", "Rewind", "Remove", "Edit and try", "<dialog id=\"r");
        for (String wish : List.of("pause", "resume", "rewind", "remove")) {
            assertThat(looker.submit("/sources/orders/" + wish, Map.of()).status()).isEqualTo(403);
        }
        assertThat(looker.open("/sources/-/new").text()).contains("but not change it");
        assertThat(server.calls())
                .noneMatch(call ->
                        call.what().startsWith("DELETE")
                                || call.what().startsWith("POST /v1/sources"));
    }

    @Test
    void withoutSourcesTheFirstIsOffered() throws Exception {
        server.says("GET /v1/sources", 200, "{\"sources\":[],\"next\":null}");

        assertThat(reader.open("/sources").text()).contains("No sources yet", "/sources/-/new");
    }

    @Test
    void aSourceThatIsNotThereIsNotFound() throws Exception {
        assertThat(reader.open("/sources/nowhere").status()).isEqualTo(404);
    }

    private ConsoleServer.Call last(String what) {
        return server.calls().stream()
                .filter(call -> call.what().equals(what))
                .reduce((_, later) -> later)
                .orElseThrow();
    }
}
