package dev.hooklane.console;

import static dev.hooklane.console.SampleDeliveries.DEAD;
import static dev.hooklane.console.SampleDeliveries.DELIVERED;
import static dev.hooklane.console.SampleDeliveries.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.console.Reader.Shown;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deliveries: what lists ask of the API, what pages tell, and trying again. */
class DeliveryPagesIT {
    private final ConsoleServer server = new ConsoleServer(Map.of());
    private final Reader reader = server.reader();

    @BeforeEach
    void signIn() throws Exception {
        SampleApi.fill(server);
        server.knows("account", "acct_1", "view", "manage", "secrets", "replay");
        reader.signIn(ConsoleServer.KEY);
        reader.open("/deliveries");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aRowTellsAllOfItsDelivery() throws Exception {
        String list = reader.open("/deliveries").text();

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
                .doesNotContain("name=\"delivery\" value=\"" + WAITING + "\"");
    }

    @Test
    void filtersAreAskedForAndStayInEveryAddress() throws Exception {
        String path =
                "/deliveries?status=dead&type=message.created&endpoint=ep_1&from=2026-01-01T00:00&until=2026-02-01T00:00Z";

        Shown list = reader.open(path);

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
        Shown older = reader.open("/deliveries?status=dead&cursor=dlv_x");

        assertThat(lastQuery("GET /v1/deliveries")).contains("cursor=dlv_x");
        assertThat(older.text())
                .contains("href=\"/deliveries?status=dead\"")
                .doesNotContain("data-live");
    }

    @Test
    void aDeliverysIdLeadsStraightToItAndAnEventsFilters() throws Exception {
        Shown found = reader.open("/deliveries?event=" + DEAD);
        Shown partly =
                reader.send(
                        HttpRequest.newBuilder(server.uri("/deliveries?event=" + DEAD))
                                .header("HX-Request", "true"));
        reader.open("/deliveries?event=order:7");

        assertThat(found.status()).isEqualTo(303);
        assertThat(found.header("location")).isEqualTo("/deliveries/" + DEAD);
        assertThat(partly.header("hx-redirect")).isEqualTo("/deliveries/" + DEAD);
        assertThat(lastQuery("GET /v1/deliveries")).contains("event=order:7");
    }

    @Test
    void htmxGetsTheListAlone() throws Exception {
        Shown part =
                reader.send(
                        HttpRequest.newBuilder(server.uri("/deliveries?status=dead"))
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
        server.says("GET /v1/deliveries", 200, "{\"deliveries\":[],\"next\":null}");

        assertThat(reader.open(path).text()).contains(said).contains("data-live");
    }

    @Test
    void aPageThatIsEmptyIsNotSaidToBeTheLast() throws Exception {
        server.says("GET /v1/deliveries", 200, "{\"deliveries\":[],\"next\":\"dlv_1\"}");

        assertThat(reader.open("/deliveries?status=dead").text())
                .contains("No recent matches", "cursor=dlv_1");
    }

    @Test
    void whatTheApiDoesNotListIsSaidBesideTheFilter() throws Exception {
        server.says("GET /v1/deliveries", 400, "{\"detail\":\"type '<b>' is none\"}");

        Shown list = reader.open("/deliveries?type=%3Cb%3E");

        assertThat(list.status()).isEqualTo(200);
        assertThat(list.text()).contains("type '&lt;b&gt;' is none", "role=\"search\"");
    }

    @Test
    void anOperatorIsAskedWhoseDeliveries() throws Exception {
        server.knows("operator", null, "view", "manage", "secrets", "replay");
        Reader operator = server.reader();
        operator.signIn(ConsoleServer.KEY);
        long before = asked("GET /v1/deliveries");

        Shown all = operator.open("/deliveries");
        assertThat(all.text()).contains("Narrow the list", "action=\"/deliveries\"");
        assertThat(asked("GET /v1/deliveries")).isEqualTo(before);
        Shown dead = operator.open("/deliveries?status=dead");
        assertThat(dead.text()).contains("chip-account").doesNotContain("Replay all matches");
        Shown one = operator.open("/deliveries?account=acct_1");
        assertThat(one.text())
                .contains("/deliveries?cursor=dlv_older&amp;account=acct_1")
                .contains("Replay all matches", "/deliveries/" + DEAD + "?account=acct_1");
    }

    @Test
    void oneDeliveryTellsOfEveryAttempt() throws Exception {
        String page = reader.open("/deliveries/" + DEAD).text();

        assertThat(page)
                .contains("Every attempt failed.")
                .contains("id=\"attempt-5\" open", "id=\"attempt-1\"")
                .doesNotContain("id=\"attempt-1\" open")
                .contains("Timed out", "1.2 s", "15.0 s", "Look-up", "1.3 ms")
                .contains("X-MGA-Attempt", "webhook-timestamp", "1768471500")
                .contains("action=\"/deliveries/" + DEAD + "/retry\"")
                .doesNotContain("data-live");
    }

    @Test
    void anAttemptIsShownWithTheNamesOfThisInstallationsHeaders() throws Exception {
        try (ConsoleServer other = new ConsoleServer(Map.of("delivery.header-prefix", "X-Acme-"))) {
            SampleApi.fill(other);
            Reader there = other.reader();
            there.signIn(ConsoleServer.KEY);

            assertThat(there.open("/deliveries/" + DEAD).text())
                    .contains("X-Acme-Event", "X-Acme-Delivery", "X-Acme-Attempt")
                    .contains("X-Acme-Signature", "webhook-timestamp")
                    .doesNotContain("X-MGA-");
        }
    }

    @Test
    void thePayloadIsShownAsItWasSent() throws Exception {
        String page = reader.open("/deliveries/" + DEAD).text();

        assertThat(page)
                .contains("\"data\":{\"text\":\"&lt;script&gt;")
                .contains("\"big\":12345678901234567890.10}}")
                .contains("\"big\": 12345678901234567890.10");
    }

    @Test
    void nothingThatOthersWroteIsMarkup() throws Exception {
        for (String path :
                new String[] {
                    "/deliveries/" + DEAD, "/events/" + SampleDeliveries.EVENT, "/events/evt_bad"
                }) {
            assertThat(reader.open(path).text())
                    .as(path)
                    .contains("&lt;script&gt;alert(1)")
                    .doesNotContain("<script>alert");
        }
    }

    @Test
    void noFieldOfAListIsMarkup() throws Exception {
        String hostile = "\\\"><script>alert(1)</script>";
        server.says(
                "GET /v1/deliveries",
                200,
                """
                {"deliveries":[{"id":"%1$s","endpoint":"%1$s","account":"%1$s","event":"%1$s","type":"%1$s","status":"%1$s",
                "trigger":"%1$s","publishedAt":"2026-01-15T10:00:00Z","attempts":1,
                "lastAttempt":{"outcome":"%1$s","status":"%1$s"}}],"next":"%1$s"}\
                """
                        .formatted(hostile));
        server.knows("operator", null, "view", "replay");
        Reader operator = server.reader();
        operator.signIn(ConsoleServer.KEY);

        String list = operator.open("/deliveries?status=dead&type=%22%3E%3Cscript%3E").text();

        assertThat(list).contains("&lt;script&gt;alert(1)").doesNotContain("<script>");
    }

    @Test
    void aPayloadThatIsGoneIsNoFault() throws Exception {
        server.says("GET /v1/events/" + SampleDeliveries.EVENT, 404, "{\"detail\":\"gone\"}");

        Shown page = reader.open("/deliveries/" + DEAD);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("no longer holds the payload", "Timed out");
    }

    @Test
    void aWaitingDeliveryCountsDownAndIsLive() throws Exception {
        String page = reader.open("/deliveries/" + WAITING).text();

        assertThat(page)
                .contains("Attempt 3", "datetime=\"2100-01-15T10:35:00Z\"")
                .contains("data-live=\"/deliveries/" + WAITING + "/live?once=")
                .doesNotContain("/retry\"");
    }

    @Test
    void aRetryIsShownUntilItsAttemptIsThere() throws Exception {
        Shown sent = reader.submit("/deliveries/" + DEAD + "/retry", Map.of("once", "1"));
        String waiting = reader.open(sent.header("location")).text();
        SampleDeliveries.delivery(server, DEAD, "dead", ",\"reason\":\"exhausted\"", 6);
        String after = reader.open(sent.header("location")).text();

        assertThat(sent.header("location")).isEqualTo("/deliveries/" + DEAD + "?retried=6");
        assertThat(waiting).contains("Retrying", "is on its way", "data-live");
        assertThat(after).contains("Dead letter", "attempt-6").doesNotContain("data-live");
    }

    @Test
    void aWebhookThatIsOffIsNotRetried() throws Exception {
        server.says(
                "GET /v1/endpoints",
                200,
                "{\"endpoints\":[{\"id\":\"ep_1\",\"url\":\"https://x.example/\",\"state\":\"paused\"}],\"next\":null}");

        assertThat(reader.open("/deliveries/" + DEAD).text())
                .contains("The webhook is paused, so nothing would be sent to it.")
                .doesNotContain("/retry\"");
    }

    @Test
    void thoseChosenAreRetriedAndThoseRefusedAreNamed() throws Exception {
        Shown retried =
                reader.send(
                        reader.formOf(
                                "/deliveries/retry",
                                "once=1&delivery=%s&delivery=%s&delivery=%s"
                                        .formatted(DEAD, WAITING, DEAD)));

        assertThat(retried.text())
                .contains("1 of 2 on the way.", "/deliveries/" + WAITING)
                .contains("only a dead letter can be retried")
                .doesNotContain("/deliveries/" + DEAD);
        assertThat(asked("POST /v1/deliveries/" + DEAD + "/retry")).isEqualTo(1);
    }

    @Test
    void whoMayOnlyLookIsOfferedNoRetry() throws Exception {
        server.knows("account", "acct_1", "view");
        Reader looker = server.reader();
        looker.signIn(ConsoleServer.KEY);

        String list = looker.open("/deliveries").text();
        String one = looker.open("/deliveries/" + DEAD).text();
        Shown sent = looker.submit("/deliveries/" + DEAD + "/retry", Map.of());

        assertThat(list).doesNotContain("Retry selected", "Replay all", "type=\"checkbox\"");
        assertThat(one).doesNotContain("/retry");
        assertThat(sent.status()).isEqualTo(403);
        assertThat(sent.text()).contains("retry or replay deliveries here");
        assertThat(asked("POST /v1/deliveries/" + DEAD + "/retry")).isZero();
        assertThat(looker.open("/deliveries/" + DELIVERED).status()).isEqualTo(404);
    }

    private long asked(String what) {
        return server.calls().stream().filter(call -> call.what().equals(what)).count();
    }

    private String lastQuery(String what) {
        return server.calls().stream()
                .filter(call -> call.what().equals(what))
                .reduce((_, later) -> later)
                .orElseThrow()
                .query();
    }
}
