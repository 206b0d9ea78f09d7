package dev.hooklane.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.console.Reader.Shown;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events: what lists ask of the API, and why a webhook did not get one, in words. */
class EventPagesIT {
    private final ConsoleServer server = new ConsoleServer(Map.of());
    private final Reader reader = server.reader();

    @BeforeEach
    void signIn() throws Exception {
        SampleApi.fill(server);
        server.knows("account", "acct_1", "view");
        reader.signIn(ConsoleServer.KEY);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theListTellsOfEveryEvent() throws Exception {
        String list = reader.open("/events").text();

        assertThat(list)
                .contains("message.created", "2 KiB", "85 B", "published again")
                .contains("href=\"/events/" + SampleDeliveries.EVENT + "?at=3%4017\"")
                .contains("href=\"/events/order%3A7?at=3%4016\"")
                .contains("href=\"/events?cursor=3%4015\"");
    }

    @Test
    void theNewestAreLiveAndOlderOnesAreNot() throws Exception {
        assertThat(reader.open("/events?type=bot.updated").text())
                .contains("data-live=\"/events/live?type=bot.updated\"");
        assertThat(reader.open("/events?cursor=3%4015").text()).doesNotContain("data-live");
        assertThat(reader.open("/events?until=2026-01-01T00:00").text())
                .doesNotContain("data-live");
    }

    @Test
    void filtersAreAskedForAndStay() throws Exception {
        String list = reader.open("/events?type=bot.updated&from=2026-01-01T00:00").text();

        assertThat(lastQuery())
                .isEqualTo("account=acct_1&from=2026-01-01T00:00Z&limit=50&type=bot.updated");
        assertThat(list)
                .contains("/events?type=bot.updated&amp;from=2026-01-01T00%3A00&amp;cursor=3%4015");
    }

    @ParameterizedTest
    @CsvSource({"evt_1, /events/evt_1", "order:7, /events/order%3A7", "dlv_1, /deliveries/dlv_1"})
    void anIdLeadsToWhatItNames(String id, String path) throws Exception {
        assertThat(reader.open("/events?id=" + id).header("location")).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /events                  | null | No events yet
                    /events?type=bot.updated | null | No matches
                    /events?type=bot.updated | "3"  | No recent matches
                    """)
    void whyThereIsNothingIsSaid(String path, String next, String said) throws Exception {
        server.says("GET /v1/events", 200, "{\"events\":[],\"next\":%s}".formatted(next));

        assertThat(reader.open(path).text()).contains(said);
    }

    @Test
    void anEventTellsWhereItWentAndWhyNotElsewhere() throws Exception {
        String page = reader.open("/events/" + SampleDeliveries.EVENT + "?at=3@17").text();

        assertThat(
                        server.calls().stream()
                                .filter(call -> call.what().startsWith("GET /v1/events/"))
                                .findFirst()
                                .orElseThrow()
                                .query())
                .isEqualTo("account=acct_1&at=3@17");
        assertThat(page)
                .contains("Dead letter", "Every attempt failed.", "(deleted)")
                .contains("filter excludes this event.", "<code>filter.and[1]</code>")
                .contains("does not subscribe to this event type")
                .contains("href=\"/deliveries/" + SampleDeliveries.DEAD + "\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    created_later | was added after the event
                    repeat        | was published before
                    changed_later | has changed since then
                    not_yet       | On its way
                    unknown       | no longer known
                    brand_new     | brand new
                    """)
    void everyReasonIsInWords(String reason, String said) throws Exception {
        server.says(
                "GET /v1/events/evt_1",
                200,
                """
                {"id":"evt_1","account":"acct_1","type":"bot.updated","publishedAt":"2026-01-15T10:00:00Z","origin":"3@18",
                "repeatOf":null,"rejected":null,"payload":null,"deliveries":[],"next":null,
                "endpoints":[{"endpoint":"ep_1","deleted":false,"delivery":null,"status":"none","reason":"%s"}]}\
                """
                        .formatted(reason));

        assertThat(reader.open("/events/evt_1").text())
                .contains(said, "no longer holds the payload");
    }

    @Test
    void aRejectedEventSaysWhy() throws Exception {
        Shown page = reader.open("/events/evt_bad");

        assertThat(page.text())
                .contains(
                        "Rejected: it is not sent to any webhook.",
                        "is unknown",
                        "not a valid event")
                .doesNotContain("<script>alert");
    }

    @Test
    void typesAreSuggested() throws Exception {
        assertThat(reader.open("/types/options").text())
                .contains("value=\"message.created\"")
                .doesNotContain("<html");
    }

    private String lastQuery() {
        return server.calls().stream()
                .filter(call -> call.what().equals("GET /v1/events"))
                .reduce((_, later) -> later)
                .orElseThrow()
                .query();
    }
}
