package dev.hooklane.console;

import static dev.hooklane.console.SampleDeliveries.DEAD;
import static dev.hooklane.console.SampleDeliveries.DELIVERED;
import static dev.hooklane.console.SampleDeliveries.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.console.Reader.Shown;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What pages tell of one delivery, and trying again. */
class DeliveryPagesIT {
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
    void oneDeliveryTellsOfEveryAttempt() throws Exception {
        String page = pages.reader.open("/deliveries/" + DEAD).text();

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
        String page = pages.reader.open("/deliveries/" + DEAD).text();

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
            assertThat(pages.reader.open(path).text())
                    .as(path)
                    .contains("&lt;script&gt;alert(1)")
                    .doesNotContain("<script>alert");
        }
    }

    @Test
    void aPayloadThatIsGoneIsNoFault() throws Exception {
        pages.server.says("GET /v1/events/" + SampleDeliveries.EVENT, 404, "{\"detail\":\"gone\"}");

        Shown page = pages.reader.open("/deliveries/" + DEAD);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("no longer holds the payload", "Timed out");
    }

    @Test
    void aWaitingDeliveryCountsDownAndIsLive() throws Exception {
        String page = pages.reader.open("/deliveries/" + WAITING).text();

        assertThat(page)
                .contains("Attempt 3", "datetime=\"2100-01-15T10:35:00Z\"")
                .contains("data-live=\"/deliveries/" + WAITING + "/live?once=")
                .doesNotContain("/retry\"");
    }

    @Test
    void aRetryIsShownUntilItsAttemptIsThere() throws Exception {
        Shown sent = pages.reader.submit("/deliveries/" + DEAD + "/retry", Map.of("once", "1"));
        String waiting = pages.reader.open(sent.header("location")).text();
        SampleDeliveries.delivery(pages.server, DEAD, "dead", ",\"reason\":\"exhausted\"", 6);
        String after = pages.reader.open(sent.header("location")).text();

        assertThat(sent.header("location")).isEqualTo("/deliveries/" + DEAD + "?retried=6");
        assertThat(waiting).contains("Retrying", "is on its way", "data-live");
        assertThat(after).contains("Dead letter", "attempt-6").doesNotContain("data-live");
    }

    @Test
    void aWebhookThatIsOffIsNotRetried() throws Exception {
        pages.server.says(
                "GET /v1/endpoints",
                200,
                "{\"endpoints\":[{\"id\":\"ep_1\",\"url\":\"https://x.example/\",\"state\":\"paused\"}],\"next\":null}");

        assertThat(pages.reader.open("/deliveries/" + DEAD).text())
                .contains("The webhook is paused, so nothing would be sent to it.")
                .doesNotContain("/retry\"");
    }

    @Test
    void thoseChosenAreRetriedAndThoseRefusedAreNamed() throws Exception {
        Shown retried =
                pages.reader.send(
                        pages.reader.formOf(
                                "/deliveries/retry",
                                "once=1&delivery=%s&delivery=%s&delivery=%s&delivered=%s"
                                        .formatted(DEAD, WAITING, DEAD, DELIVERED)));

        assertThat(retried.text())
                .contains("2 of 3 on the way.", "/deliveries/" + WAITING)
                .contains("it is attempted again by itself")
                .doesNotContain("/deliveries/" + DEAD, "/deliveries/" + DELIVERED);
        assertThat(asked("POST /v1/deliveries/" + DEAD + "/retry")).containsExactly("");
        assertThat(asked("POST /v1/deliveries/" + DELIVERED + "/retry"))
                .containsExactly("status=delivered");
    }

    @Test
    void idsThatAreUnknownOrNoneAreNamedWithTheReason() throws Exception {
        Shown retried =
                pages.reader.send(
                        pages.reader.formOf(
                                "/deliveries/retry",
                                "once=1&delivery=%s&delivery=&delivered=..%%2Fkeys&delivery=%%3Cscript%%3E"
                                        .formatted(DEAD)));

        assertThat(retried.status()).isEqualTo(200);
        assertThat(retried.text())
                .contains("1 of 3 on the way.", "there is nothing at this path")
                .contains("href=\"/deliveries/..%2Fkeys\"", "&lt;script&gt;")
                .doesNotContain("<script>");
    }

    @Test
    void moreThanAPageHoldsAreLeftOutAndCounted() throws Exception {
        String many =
                IntStream.range(0, 52)
                        .mapToObj(each -> "&delivery=dlv_" + each)
                        .collect(Collectors.joining());

        Shown retried =
                pages.reader.send(pages.reader.formOf("/deliveries/retry", "once=1" + many));

        assertThat(retried.text())
                .contains(
                        "0 of 52 on the way.", "2 more were left out: the limit is 50 at a time.");
        assertThat(pages.asked("POST /v1/deliveries/dlv_49/retry")).isEqualTo(1);
        assertThat(pages.asked("POST /v1/deliveries/dlv_50/retry")).isZero();
    }

    @Test
    void oneThatWasDeliveredIsSentAgainFromItsPage() throws Exception {
        String page = pages.reader.open("/deliveries/" + DELIVERED).text();

        Shown sent =
                pages.reader.submit(
                        "/deliveries/" + DELIVERED + "/retry",
                        Map.of("once", "1", "as", "delivered"));

        assertThat(page).contains("Send again", "name=\"as\" value=\"delivered\"");
        assertThat(sent.header("location")).isEqualTo("/deliveries/" + DELIVERED + "?retried=2");
        assertThat(asked("POST /v1/deliveries/" + DELIVERED + "/retry"))
                .containsExactly("status=delivered");
    }

    private List<String> asked(String what) {
        return pages.server.calls().stream()
                .filter(call -> call.what().equals(what))
                .map(ConsoleServer.Call::query)
                .toList();
    }

    @Test
    void whoMayOnlyLookIsOfferedNoRetry() throws Exception {
        pages.server.knows("account", "acct_1", "view");
        Reader looker = pages.server.reader();
        looker.signIn(ConsoleServer.KEY);

        String list = looker.open("/deliveries").text();
        String one = looker.open("/deliveries/" + DEAD).text();
        Shown sent = looker.submit("/deliveries/" + DEAD + "/retry", Map.of());

        assertThat(list).doesNotContain("Retry selected", "Replay all", "type=\"checkbox\"");
        assertThat(one).doesNotContain("/retry");
        assertThat(sent.status()).isEqualTo(403);
        assertThat(sent.text()).contains("retry or replay deliveries here");
        assertThat(pages.asked("POST /v1/deliveries/" + DEAD + "/retry")).isZero();
        assertThat(looker.open("/deliveries/dlv_unknown").status()).isEqualTo(404);
    }
}
