package dev.hooklane.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.console.Reader.Shown;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operators write a source, see what it makes of real records, and apply it. */
class TrySourcePagesIT {
    private static final String SOURCE =
            """
            name: orders
            topics: [shop.orders.v3]
            mapping:
              account: value.customer
              type: "'order.paid'"
              data: {rate: 1.50}
            """;

    private final ConsoleServer server = new ConsoleServer(Map.of());
    private final Reader reader = server.reader();

    @BeforeEach
    void signIn() throws Exception {
        SampleSources.fill(server);
        reader.signIn(ConsoleServer.KEY);
        reader.open("/sources/-/new");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Shown tried(String text, String from, String limit) throws Exception {
        return reader.submit("/sources/-/try", Map.of("text", text, "from", from, "limit", limit));
    }

    @Test
    void eachRecordIsShownBesideItsEventOrTheReason() throws Exception {
        Shown page = tried(SOURCE, "-2h", "4");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("2 of 4 records would become events")
                .contains("shop.orders.v3:3@1207", "order-7", "\"total\": 12.50")
                .contains("<dt>Headers</dt>", "source: web")
                .contains("badge-good\">Event", "badge-bad\">Rejected", "badge-plain\">Skipped")
                .contains(
                        "Record that a mapping can't take", "Account: value.customer is not there")
                .contains("When is false", "It has no value.", "The first 16 KiB of 20,000 bytes.")
                .contains("Event, not delivered", "order.lost is not in the catalogue")
                .contains("&lt;script&gt;")
                .doesNotContain("<script>alert");
        assertThat(last("POST /v1/sources/try").body())
                .isEqualTo(
                        "{\"topics\":[\"shop.orders.v3\"],\"mapping\":{\"account\":\"value.customer\",\"type\":\"'order.paid'\",\"data\":{\"rate\":1.50}},\"name\":\"orders\",\"from\":\"-2h\",\"limit\":4}");
    }

    @Test
    void jsonIsTakenAsWell() throws Exception {
        Shown page =
                tried(
                        "{\"name\":\"orders\",\"topics\":[\"t\"],\"mapping\":{\"account\":\"key\"}}",
                        "earliest",
                        "20");

        assertThat(page.status()).isEqualTo(200);
        assertThat(last("POST /v1/sources/try").body()).contains("\"topics\":[\"t\"]");
    }

    @Test
    void whatIsWrongWithTheTextIsSaidWithItsLine() throws Exception {
        Shown page = tried(SOURCE.replace("topics:", "topic:"), "-1h", "20");

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.text()).contains("line ", "topic", "value.customer");
        assertThat(server.calls()).noneMatch(call -> call.what().equals("POST /v1/sources/try"));
    }

    @Test
    void whatTheApiRefusesIsSaidAndNothingTypedIsLost() throws Exception {
        server.says(
                "POST /v1/sources/try",
                422,
                "{\"detail\":\"limit 'many' is no number <b>\",\"field\":\"limit\"}");

        Shown page = tried(SOURCE, "-3h", "many");

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.text())
                .contains("is no number &lt;b&gt;", "value=\"-3h\"", "value=\"many\"")
                .contains("account: value.customer");
        assertThat(last("POST /v1/sources/try").body()).contains("\"limit\":\"many\"");
    }

    @Test
    void noRecordsAreSaidInWords() throws Exception {
        server.says("POST /v1/sources/try", 200, "{\"records\":[],\"next\":null}");

        assertThat(tried(SOURCE, "-1h", "20").text()).contains("No records", "from -1h on");
    }

    @Test
    void whatWasTriedIsApplied() throws Exception {
        server.says("PUT /v1/sources/orders", 201, SampleSources.orders(false));

        Shown applied = reader.submit("/sources/-/apply", Map.of("text", SOURCE));

        assertThat(applied.header("location")).isEqualTo("/sources/orders");
        assertThat(last("PUT /v1/sources/orders").body()).contains("\"rate\":1.50");
    }

    @Test
    void anEditedSourceIsShownAsItsFile() throws Exception {
        String page = reader.open("/sources/orders/edit").text();

        assertThat(page)
                .contains("Edit orders", "name: orders", "begin: 2026-01-15T09:00:00Z")
                .contains("order.paid", "rate: 1.50");
    }

    @Test
    void aChangeBySomebodyElseIsNotOverwrittenUnseen() throws Exception {
        server.says(
                "PUT /v1/sources/orders", 412, "{\"detail\":\"source orders is at version 2\"}");

        Shown page =
                reader.submit(
                        "/sources/-/apply",
                        Map.of("text", SOURCE, "name", "orders", "version", "\"1\""));

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.text()).contains("Someone else changed this source", "value.customer");
    }

    @Test
    void whoMayOnlyLookTriesNothing() throws Exception {
        server.knows("viewer", null, "view");
        Reader looker = server.reader();
        looker.signIn(ConsoleServer.KEY);
        looker.open("/sources");

        Shown tried = looker.submit("/sources/-/try", Map.of("text", SOURCE));
        Shown applied = looker.submit("/sources/-/apply", Map.of("text", SOURCE));

        assertThat(tried.status()).isEqualTo(403);
        assertThat(applied.status()).isEqualTo(403);
    }

    private ConsoleServer.Call last(String what) {
        return server.calls().stream()
                .filter(call -> call.what().equals(what))
                .reduce((_, later) -> later)
                .orElseThrow();
    }
}
