package dev.hooklane.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.console.Reader.Shown;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What those who run Hooklane see of all accounts, and nobody else does. */
class OperatorPagesIT {
    private final ConsoleServer server = new ConsoleServer(Map.of());
    private final Reader reader = server.reader();

    @BeforeEach
    void signIn() throws Exception {
        SampleApi.fill(server);
        reader.signIn(ConsoleServer.KEY);
        reader.open("/webhooks");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dead-letters",
                "/waiting",
                "/waiting/live",
                "/lanes",
                "/lanes/live",
                "/rejected",
                "/rejected/3@17",
                "/sources",
                "/sources/-/live",
                "/sources/-/new",
                "/sources/orders",
                "/sources/orders/edit",
                "/sources/orders/live",
                "/keys",
                "/keys/new",
                "/audit"
            })
    void customersAreNotLetIn(String path) throws Exception {
        server.knows("account", "acct_1", "view", "manage", "secrets", "replay", "share");
        Reader customer = server.reader();
        customer.signIn(ConsoleServer.KEY);
        int before = server.calls().size();

        Shown page = customer.open(path);

        assertThat(page.status()).isEqualTo(403);
        if (!path.endsWith("/live")) {
            assertThat(page.text()).contains("No permission", "This page is for operators");
        }
        assertThat(server.calls()).hasSize(before);
    }

    @Test
    void customersRevokeNoKeys() throws Exception {
        server.knows("account", "acct_1", "view", "manage", "secrets", "replay", "share");
        Reader customer = server.reader();
        customer.signIn(ConsoleServer.KEY);
        customer.open("/webhooks");

        assertThat(customer.submit("/keys/key_1/revoke", Map.of()).status()).isEqualTo(403);
        assertThat(customer.submit("/keys/new", Map.of("name", "x")).status()).isEqualTo(403);
        assertThat(server.calls())
                .noneMatch(call ->
                        call.what().startsWith("DELETE") || call.what().equals("POST /v1/keys"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/waiting",
                "/lanes",
                "/rejected",
                "/rejected/3@17",
                "/keys",
                "/audit",
                "/event-types"
            })
    void whatComesFromElsewhereStaysText(String path) throws Exception {
        Shown page = reader.open(path);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("&lt;script&gt;").doesNotContain("<script>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/waiting", "/lanes", "/rejected", "/sources", "/keys", "/audit"})
    void whatCantBeToldIsSaid(String path) throws Exception {
        server.says("GET /v1" + path, 503, "{\"detail\":\"Kafka is away\"}");

        Shown page = reader.open(path);

        assertThat(page.status()).isEqualTo(503);
        assertThat(page.text()).contains("Not available right now", "Kafka is away", "Try again");
    }

    @Test
    void whatIsEmptyIsSaidInWords() throws Exception {
        server.says("GET /v1/lanes", 200, "{\"lanes\":[],\"instances\":[\"a\"],\"notAsked\":[]}");
        server.says("GET /v1/rejected", 200, "{\"rejected\":[],\"next\":null}");
        server.says("GET /v1/deliveries", 200, "{\"deliveries\":[],\"next\":null}");
        server.says("GET /v1/keys", 200, "{\"keys\":[],\"next\":null}");
        server.says("GET /v1/audit", 200, "{\"entries\":[],\"next\":null}");
        server.says("GET /v1/event-types", 200, "{\"eventTypes\":[],\"next\":null}");

        assertThat(reader.open("/dead-letters").text()).contains("No dead letters");
        assertThat(reader.open("/dead-letters?type=a.b").text()).contains("No matches");
        assertThat(reader.open("/lanes").text()).contains("No lanes in trouble");
        assertThat(reader.open("/rejected").text()).contains("No rejected records");
        assertThat(reader.open("/rejected?reason=no_id").text()).contains("No matches");
        assertThat(reader.open("/keys").text()).contains("No keys yet");
        assertThat(reader.open("/audit").text()).contains("No changes yet");
        assertThat(reader.open("/event-types").text()).contains("The catalogue is empty");
    }

    @ParameterizedTest
    @CsvSource({
        "0, badge-good, Nothing is late",
        "60, badge-warn, 1 min late",
        "7300, badge-bad, 2 h late"
    })
    void howLateWhatWaitsIsShown(int late, String tone, String words) throws Exception {
        server.says("GET /v1/waiting", 200, SampleOperations.waiting(late));

        String page = reader.open("/waiting").text();

        assertThat(page)
                .contains("Failed, waiting 5m", "hooklane.retry.5m", "1,234", words, "1,236")
                .contains("<span class=\"badge " + tone + "\">" + words);
    }

    @Test
    void eventsOverTheirAccountsShareAreShownByAccount() throws Exception {
        String page = reader.open("/waiting").text();

        assertThat(page)
                .contains("12,345", "acct_burst", "12,000", "2026-01-15T10:28:00Z")
                .contains("not known of &lt;script&gt;");
    }

    @Test
    void deadLettersAreGroupedByTheirEndpoints() throws Exception {
        String page =
                reader.open("/dead-letters?type=message.created&from=2026-01-15T09:00").text();

        assertThat(page)
                .contains("hooks.shop.example", "Every attempt failed.", "Removed")
                .contains("name=\"delivery\" value=\"" + SampleDeliveries.DEAD + "\"")
                .contains("action=\"/deliveries/retry\"", "Replay all…")
                .contains(
                        "/replays/new?endpoint=ep_1&amp;what=dead&amp;types=message.created&amp;from=2026-01-15T09%3A00")
                .doesNotContain("/replays/new?endpoint=ep_gone");
        assertThat(lastQuery("GET /v1/deliveries"))
                .isEqualTo("from=2026-01-15T09:00Z&limit=50&status=dead&type=message.created");
    }

    @Test
    void whatIsNoDeadLetterFilterIsRefusedInPlace() throws Exception {
        server.says("GET /v1/deliveries", 400, "{\"detail\":\"endpoint 'x' is no id\"}");

        Shown page = reader.open("/dead-letters?endpoint=x");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("endpoint 'x' is no id", "value=\"x\"");
    }

    @Test
    void lanesAreNamedByTheirHosts() throws Exception {
        String page = reader.open("/lanes").text();

        assertThat(page)
                .contains("hooks.shop.example", "Nothing is sent", "ep_gone", "removed", "Slow")
                .contains("hooklane-1", "Some instances did not report", "2 h");
    }

    @Test
    void rejectedRecordsAreAskedForByReasonAndTime() throws Exception {
        String page =
                reader.open(
                                "/rejected?reason=unknown_type&source=orders&from=2026-01-15T09:00&until=nonsense")
                        .text();

        assertThat(page)
                .contains("<option value=\"unknown_type\" selected>", "value=\"orders\"")
                .contains("value=\"2026-01-15T09:00\"")
                .contains("cursor=3%4016");
        assertThat(lastQuery("GET /v1/rejected"))
                .isEqualTo(
                        "from=2026-01-15T09:00Z&limit=20&reason=unknown_type&source=orders&until=nonsense");
    }

    @Test
    void aTimeThatIsNoneIsRefusedInPlace() throws Exception {
        server.says("GET /v1/rejected", 400, "{\"detail\":\"until is no time\"}");

        Shown page = reader.open("/rejected?until=nonsense");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("until is no time", "id=\"reason\"");
    }

    @Test
    void aRejectedRecordIsShownAsTextAndAsBytes() throws Exception {
        assertThat(reader.open("/rejected/3@17").text())
                .contains("Unknown type", "25 bytes")
                .contains("00000000  3c 73 63 72 69 70 74 3e  61 6c 65 72 74 28 31 29");
    }

    @Test
    void aKeyIsMadeOnceAndShownOnce() throws Exception {
        Shown made =
                reader.submit(
                        "/keys/new",
                        Map.of(
                                "name", "billing",
                                "role", "publisher",
                                "owner", "",
                                "days", "30",
                                "once", "7"));

        assertThat(lastBody("POST /v1/keys"))
                .isEqualTo(
                        "{\"name\":\"billing\",\"role\":\"publisher\",\"expiresAt\":\"2026-02-14T10:30:00Z\"}");
        assertThat(made.text()).contains("hlk_secret", "it won’t be shown again");
        assertThat(made.header("cache-control")).isEqualTo("no-store");
    }

    @Test
    void whatIsWrongWithANewKeyStandsAtItsField() throws Exception {
        server.says(
                "POST /v1/keys",
                422,
                "{\"detail\":\"account is missing: <b>\",\"field\":\"account\"}");

        Shown again = reader.submit("/keys/new", Map.of("name", "typed", "role", "account"));

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.text())
                .contains(
                        "account is missing: &lt;b&gt;",
                        "value=\"typed\"",
                        "aria-invalid=\"true\"");
    }

    @Test
    void onlyWhatStillOpensSomethingCanBeRevoked() throws Exception {
        server.says("DELETE /v1/keys/key_1", 204, "");

        String page = reader.open("/keys").text();
        Shown revoked = reader.submit("/keys/key_1/revoke", Map.of());

        assertThat(page)
                .contains("action=\"/keys/key_1/revoke\"", "Expired", "Revoked", "yours")
                .doesNotContain("/keys/key_2/revoke", "/keys/key_3/revoke");
        assertThat(revoked.header("location")).isEqualTo("/keys");
        assertThat(server.calls()).anyMatch(call -> call.what().equals("DELETE /v1/keys/key_1"));
    }

    @Test
    void anEventTypeIsShownWithExampleAndSchema() throws Exception {
        String all = reader.open("/event-types").text();
        String one = reader.open("/event-types/message.created").text();

        assertThat(all).contains("id=\"message.created\"", "message.*", "id=\"group-message\"");
        assertThat(one)
                .contains("Archived", "JSON Schema", "\"required\"")
                .contains("\"id\" : \"evt_abc123\"");
        assertThat(reader.open("/event-types/message.nothing").status()).isEqualTo(404);
    }

    private String lastBody(String what) {
        return last(what).body();
    }

    private String lastQuery(String what) {
        return last(what).query();
    }

    private ConsoleServer.Call last(String what) {
        return server.calls().stream()
                .filter(call -> call.what().equals(what))
                .reduce((_, later) -> later)
                .orElseThrow();
    }
}
