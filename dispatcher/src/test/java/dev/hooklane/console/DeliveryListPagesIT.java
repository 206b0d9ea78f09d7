package dev.hooklane.console;

import static dev.hooklane.console.SampleDeliveries.DEAD;
import static dev.hooklane.console.SampleDeliveries.DELIVERED;
import static dev.hooklane.console.SampleDeliveries.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.console.Reader.Shown;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lists of deliveries ask of the API, and what they show. */
class DeliveryListPagesIT {
    private final DeliveryPages pages = new DeliveryPages();

    @BeforeEach
    void signIn() throws Exception {
        pages.signIn();
    }

    @AfterEach
    void stop() {
        pages.stop();
    }

    @Test
    void aRowTellsAllOfItsDelivery() throws Exception {
        String list = pages.reader.open("/deliveries").text();

        assertThat(list)
                .contains("Waiting", "Dead letter", "Delivered", "message.created")
                .contains("hooks.shop.example", "ep_gone", "(deleted)")
                .contains("attempt 2 of 2", "attempt 5", "503")
                .contains("datetime=\"2100-01-15T10:35:00Z\"", "data-time=\"countdown\"")
                .contains("href=\"/deliveries/" + DEAD + "\"")
                .contains("href=\"/deliveries?cursor=dlv_older\"")
                .contains("data-live=\"/deliveries/live\"");
        assertThat(list)
                .contains("name=\"delivery\" value=\"" + DEAD + "\"")
                .contains("name=\"delivery\" value=\"" + WAITING + "\"")
                .contains("name=\"delivered\" value=\"" + DELIVERED + "\"")
                .contains("Can’t be retried: it retries by itself.")
                .contains("Can’t be retried: its webhook is deleted.");
    }

    @Test
    void filtersAreAskedForAndStayInEveryAddress() throws Exception {
        String path =
                "/deliveries?status=dead&type=message.created&endpoint=ep_1&from=2026-01-01T00:00&until=2026-02-01T00:00Z";

        Shown list = pages.reader.open(path);

        assertThat(lastQuery("GET /v1/deliveries"))
                .isEqualTo(
                        "account=acct_1&endpoint=ep_1&from=2026-01-01T00:00Z&limit=50&status=dead&type=message.created&until=2026-02-01T00:00Z");
        assertThat(list.text())
                .contains(
                        "/deliveries?endpoint=ep_1&amp;type=message.created&amp;status=dead&amp;from=2026-01-01T00%3A00&amp;until=2026-02-01T00%3A00&amp;cursor=dlv_older")
                .contains(
                        "/replays/new?endpoint=ep_1&amp;types=message.created&amp;what=dead&amp;from=2026-01-01T00%3A00")
                .contains("value=\"dead\" selected", "value=\"2026-02-01T00:00\"");
    }

    @Test
    void aLaterPageIsNotLiveAndLeadsBack() throws Exception {
        Shown older = pages.reader.open("/deliveries?status=dead&cursor=dlv_x");

        assertThat(lastQuery("GET /v1/deliveries")).contains("cursor=dlv_x");
        assertThat(older.text())
                .contains("href=\"/deliveries?status=dead\"")
                .doesNotContain("data-live");
    }

    @Test
    void aDeliverysIdLeadsStraightToItAndAnEventsFilters() throws Exception {
        Shown found = pages.reader.open("/deliveries?event=" + DEAD);
        Shown partly =
                pages.reader.send(
                        HttpRequest.newBuilder(pages.server.uri("/deliveries?event=" + DEAD))
                                .header("HX-Request", "true"));
        pages.reader.open("/deliveries?event=order:7");

        assertThat(found.status()).isEqualTo(303);
        assertThat(found.header("location")).isEqualTo("/deliveries/" + DEAD);
        assertThat(partly.header("hx-redirect")).isEqualTo("/deliveries/" + DEAD);
        assertThat(lastQuery("GET /v1/deliveries")).contains("event=order:7");
    }

    @Test
    void htmxGetsTheListAlone() throws Exception {
        Shown part =
                pages.reader.send(
                        HttpRequest.newBuilder(pages.server.uri("/deliveries?status=dead"))
                                .header("HX-Request", "true"));

        assertThat(part.text())
                .contains("message.created", "data-live=\"/deliveries/live?status=dead\"")
                .doesNotContain("<html", "role=\"search\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /deliveries             | No deliveries yet
                    /deliveries?status=dead | No matches
                    """)
    void whyThereIsNothingIsSaid(String path, String said) throws Exception {
        pages.server.says("GET /v1/deliveries", 200, "{\"deliveries\":[],\"next\":null}");

        assertThat(pages.reader.open(path).text()).contains(said).contains("data-live");
    }

    @Test
    void aPageThatIsEmptyIsNotSaidToBeTheLast() throws Exception {
        pages.server.says("GET /v1/deliveries", 200, "{\"deliveries\":[],\"next\":\"dlv_1\"}");

        assertThat(pages.reader.open("/deliveries?status=dead").text())
                .contains("No recent matches", "cursor=dlv_1");
    }

    @Test
    void whatTheApiDoesNotListIsSaidBesideTheFilter() throws Exception {
        pages.server.says("GET /v1/deliveries", 400, "{\"detail\":\"type '<b>' is none\"}");

        Shown list = pages.reader.open("/deliveries?type=%3Cb%3E");

        assertThat(list.status()).isEqualTo(200);
        assertThat(list.text()).contains("type '&lt;b&gt;' is none", "role=\"search\"");
    }

    @Test
    void anOperatorSeesTheLatestOfAllAndIsAskedWhoseOlderOnes() throws Exception {
        pages.server.knows("operator", null, "view", "manage", "secrets", "replay");
        Reader operator = pages.server.reader();
        operator.signIn(ConsoleServer.KEY);
        long before = pages.asked("GET /v1/deliveries");

        Shown older = operator.open("/deliveries?from=2026-01-01T00:00");
        assertThat(older.text()).contains("Narrow the list", "action=\"/deliveries\"");
        assertThat(pages.asked("GET /v1/deliveries")).isEqualTo(before);
        Shown all = operator.open("/deliveries");
        assertThat(all.text())
                .contains("chip-account", "These are the latest deliveries of all accounts")
                .contains("data-live=\"/deliveries/live\"")
                .doesNotContain("Replay all matches");
        Shown dead = operator.open("/deliveries?status=dead");
        assertThat(dead.text())
                .contains("chip-account")
                .doesNotContain("Replay all matches", "These are the latest");
        Shown one = operator.open("/deliveries?account=acct_1");
        assertThat(one.text())
                .contains("/deliveries?cursor=dlv_older&amp;account=acct_1")
                .contains("Replay all matches", "/deliveries/" + DEAD + "?account=acct_1");
    }

    @Test
    void noFieldOfAListIsMarkup() throws Exception {
        String hostile = "\\\"><script>alert(1)</script>";
        pages.server.says(
                "GET /v1/deliveries",
                200,
                """
                {"deliveries":[{"id":"%1$s","endpoint":"%1$s","account":"%1$s","event":"%1$s","type":"%1$s","status":"%1$s",
                "trigger":"%1$s","publishedAt":"2026-01-15T10:00:00Z","attempts":1,
                "lastAttempt":{"outcome":"%1$s","status":"%1$s"}}],"next":"%1$s"}\
                """
                        .formatted(hostile));
        pages.server.knows("operator", null, "view", "replay");
        Reader operator = pages.server.reader();
        operator.signIn(ConsoleServer.KEY);

        String list = operator.open("/deliveries?status=dead&type=%22%3E%3Cscript%3E").text();

        assertThat(list).contains("&lt;script&gt;alert(1)").doesNotContain("<script>");
    }

    private String lastQuery(String what) {
        return pages.server.calls().stream()
                .filter(call -> call.what().equals(what))
                .reduce((_, later) -> later)
                .orElseThrow()
                .query();
    }
}
