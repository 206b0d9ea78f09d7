package dev.hooklane.console;

import static dev.hooklane.console.SampleTrouble.deliveries;
import static dev.hooklane.console.SampleTrouble.delivery;
import static dev.hooklane.console.SampleTrouble.endpoint;
import static dev.hooklane.console.SampleTrouble.statistics;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.console.Reader.Shown;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What help finds at an endpoint, and what it says to do. */
class HelpIT {
    private static final String OK = "\"outcome\":\"success\",\"status\":200";
    private static final String REFUSED = "\"outcome\":\"status_4xx\",\"status\":401";

    private final ConsoleServer server = new ConsoleServer(Map.of());
    private final Reader reader = server.reader();

    @BeforeEach
    void signIn() throws Exception {
        reader.signIn(ConsoleServer.KEY);
        server.says("GET /v1/endpoints/ep_1", 200, endpoint(Map.of()));
        server.says("GET /v1/endpoints/ep_1/statistics", 200, statistics(10, 0, "{}", 40));
        server.says("GET /v1/deliveries", 200, deliveries());
        SampleTrouble.events(server, Map.of());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "signature", "late", "missing", "nonsense"})
    void itIsAPartForHtmxAndElseAPage(String symptom) throws Exception {
        String path = "/webhooks/ep_1/help?symptom=" + symptom;
        Shown part =
                reader.send(HttpRequest.newBuilder(server.uri(path)).header("HX-Request", "true"));
        Shown page = reader.open(path);

        assertThat(part.text()).contains("class=\"findings\"").doesNotContain("<html");
        assertThat(page.text()).contains("class=\"findings\"", "<html", "href=\"/docs#");
    }

    @Test
    void aPausedOneIsTheReason() throws Exception {
        server.says("GET /v1/endpoints/ep_1", 200, endpoint(Map.of("state", "\"paused\"")));

        assertThat(help("nothing")).contains("It is paused.", "finding-bad");
    }

    @Test
    void aDisabledOneSaysWhy() throws Exception {
        server.says(
                "GET /v1/endpoints/ep_1",
                200,
                endpoint(
                        Map.of(
                                "state",
                                "\"disabled\"",
                                "disabledReason",
                                "\"it answered <410>\"")));

        assertThat(help("nothing")).contains("It is disabled: it answered &lt;410&gt;.");
        assertThat(help("late")).contains("It is disabled");
        assertThat(help("missing")).contains("It is disabled");
    }

    @Test
    void whatFailsIsSaidWithWhatToDo() throws Exception {
        server.says(
                "GET /v1/endpoints/ep_1/statistics",
                200,
                statistics(12, 12, "{\"tls\":4,\"status_5xx\":8}", 40));
        server.says(
                "GET /v1/deliveries",
                200,
                deliveries(
                        delivery("test", "delivered", 1, "2026-01-15T09:00:00Z", OK),
                        delivery(
                                "event",
                                "waiting",
                                2,
                                "2026-01-15T10:20:00Z",
                                "\"outcome\":\"tls\",\"detail\":\"expired <script>\"")));

        assertThat(help("nothing"))
                .contains(
                        "12 requests in the last 24 hours, and all failed: 8 answered 5xx, 4 had a TLS error.")
                .contains("The latest failed request had a TLS error: expired &lt;script&gt;.")
                .contains("serve the intermediate certificates", "The last test succeeded.")
                .contains("href=\"/deliveries/dlv_1\"");
    }

    @Test
    void askingOnlyForEventsAboutWebhooksIsNoticed() throws Exception {
        server.says(
                "GET /v1/endpoints/ep_1",
                200,
                endpoint(Map.of("eventTypes", "[\"endpoint.*\",\"delivery.exhausted\"]")));

        assertThat(help("nothing")).contains("It subscribes only to events about webhooks");
    }

    @Test
    void aFilterIsMentionedAndNoTestMissed() throws Exception {
        server.says(
                "GET /v1/endpoints/ep_1",
                200,
                endpoint(Map.of("filter", "{\"field\":\"/role\",\"equals\":\"user\"}")));

        assertThat(help("nothing"))
                .contains("It has a filter.", "No test was sent recently.", "all succeeded");
    }

    @Test
    void withoutFiguresTheRestIsStillSaid() throws Exception {
        server.says("GET /v1/endpoints/ep_1/statistics", 503, "{\"detail\":\"moving\"}");

        assertThat(help("nothing"))
                .contains("It is enabled.")
                .doesNotContain("in the last 24 hours");
    }

    @Test
    void refusalsSinceTheSecretWasReplacedPointToIt() throws Exception {
        server.says(
                "GET /v1/endpoints/ep_1",
                200,
                endpoint(
                        Map.of(
                                "secrets",
                                """
                                [{"createdAt":"2026-01-10T00:00:00Z","validUntil":null},
                                {"createdAt":"2026-01-01T00:00:00Z","validUntil":"2026-01-20T00:00:00Z"}]\
                                """)));
        server.says(
                "GET /v1/deliveries",
                200,
                deliveries(
                        delivery("event", "waiting", 1, "2026-01-11T00:00:00Z", REFUSED),
                        delivery("event", "delivered", 1, "2026-01-09T00:00:00Z", OK)));

        assertThat(help("signature"))
                .contains("Of the latest requests (2), 1 was refused with 401 or 403.")
                .contains("The refusals began after the secret was replaced.")
                .contains("the old one stops signing", "2026-01-20");
    }

    @Test
    void withoutRefusalsTheSecretIsNotBlamed() throws Exception {
        server.says(
                "GET /v1/deliveries",
                200,
                deliveries(delivery("event", "delivered", 1, "2026-01-09T00:00:00Z", OK)));

        assertThat(help("signature"))
                .contains(
                        "None of the latest requests (1) was refused",
                        "One secret signs. It was never rotated.")
                .doesNotContain("began after", "finding-bad");
    }

    @Test
    void whatMakesEventsLateIsFound() throws Exception {
        server.says(
                "GET /v1/endpoints/ep_1",
                200,
                endpoint(
                        Map.of(
                                "ordered", "true",
                                "rateLimit", "{\"perSecond\":2.50,\"burst\":5}",
                                "maxInFlight", "1")));
        server.says("GET /v1/endpoints/ep_1/statistics", 200, statistics(9, 3, "{}", 9000));
        server.says(
                "GET /v1/deliveries",
                200,
                deliveries(
                        delivery(
                                "event",
                                "waiting",
                                2,
                                "2026-01-15T10:20:00Z",
                                "\"outcome\":\"status_4xx\",\"status\":429,\"retryAfterSeconds\":60"),
                        delivery("event", "delivered", 1, "2026-01-15T10:03:00Z", OK)));

        assertThat(help("late"))
                .contains("1 of the latest 2 needed more than one attempt.")
                .contains("1 waits for another attempt", "2026-01-15T10:40:00Z")
                .contains("An event waited 3 min for its first attempt.")
                .contains("it answered once with 429 or Retry-After")
                .contains("95 of 100 responses took at most 9.0 s.", "That is slow")
                .contains(
                        "It keeps events in order.",
                        "a rate limit of 2.5 per second",
                        "only 1 request at");
    }

    @Test
    void whatIsPromptIsSaidToBe() throws Exception {
        server.says(
                "GET /v1/deliveries",
                200,
                deliveries(delivery("event", "delivered", 1, "2026-01-15T10:00:00.250Z", OK)));

        assertThat(help("late"))
                .contains("within 250 ms of publishing", "None of its own limits")
                .doesNotContain("finding-warn", "finding-bad");
    }

    @Test
    void whatBecameOfTheLatestEventsIsCounted() throws Exception {
        SampleTrouble.events(
                server,
                Map.of(
                        "evt_1", "\"status\":\"delivered\",\"reason\":null",
                        "evt_2", "\"status\":\"none\",\"reason\":\"not_selected\"",
                        "evt_3", "\"status\":\"none\",\"reason\":\"not_selected\"",
                        "evt_4",
                                "\"status\":\"none\",\"reason\":\"filtered_out\",\"because\":\"filter\"",
                        "evt_5", "\"status\":\"dead\",\"reason\":\"exhausted\""));

        assertThat(help("missing"))
                .contains("latest 5 events", "1 was delivered (message.created).")
                .contains(
                        "2 were not sent, because it does not subscribe to the type (message.created).")
                .contains("1 was excluded by its filter", "1 was moved to the dead letters")
                .contains("/deliveries?endpoint=ep_1&amp;status=dead");
    }

    @Test
    void thatNothingWasPublishedIsSaid() throws Exception {
        assertThat(help("missing")).contains("No event of this account was published recently.");
    }

    @Test
    void whoMayNotSeeTheEndpointIsToldSo() throws Exception {
        Shown page = reader.open("/webhooks/ep_other/help?symptom=late");

        assertThat(page.status()).isEqualTo(404);
    }

    private String help(String symptom) throws Exception {
        return reader.open("/webhooks/ep_1/help?symptom=" + symptom).text();
    }
}
