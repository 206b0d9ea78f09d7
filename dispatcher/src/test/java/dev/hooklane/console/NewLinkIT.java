package dev.hooklane.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.console.Reader.Shown;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The form that makes a portal link. */
class NewLinkIT {
    private final ConsoleServer server = new ConsoleServer(Map.of());
    private final Reader reader = server.reader();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aLinkIsMadeOnceForAnAccountAndShownOnce() throws Exception {
        server.says("POST /v1/portal-links", 201, SampleLinks.MADE);
        signIn();

        Shown made =
                reader.submit(
                        "/links/new",
                        Map.of(
                                "owner", "acct_1",
                                "name", "ada@shop.example",
                                "ability", "view",
                                "lasts", "15m",
                                "once", "7"));

        assertThat(body())
                .isEqualTo(
                        "{\"account\":\"acct_1\",\"name\":\"ada@shop.example\",\"abilities\":[\"view\"],\"expiresIn\":\"15m\"}");
        assertThat(made.text())
                .contains("https://hooks.example.com/portal#hlp_", "it won’t be shown again");
        assertThat(made.header("cache-control")).isEqualTo("no-store");
    }

    @Test
    void anAccountsOwnKeyNamesNoAccount() throws Exception {
        server.knows("account", "acct_1", "view", "share");
        server.says("POST /v1/portal-links", 201, SampleLinks.MADE);
        reader.signIn(ConsoleServer.KEY);

        String form = reader.open("/links/new").text();
        reader.submit("/links/new", Map.of("ability", "view", "lasts", "1h"));

        assertThat(form).doesNotContain("id=\"owner\"");
        assertThat(body()).isEqualTo("{\"abilities\":[\"view\"],\"expiresIn\":\"1h\"}");
    }

    @Test
    void whatIsWrongStandsAtItsFieldAndNothingTypedIsLost() throws Exception {
        server.says(
                "POST /v1/portal-links",
                422,
                "{\"detail\":\"account is missing: <b>\",\"field\":\"account\"}");
        signIn();

        Shown again =
                reader.submit(
                        "/links/new", Map.of("name", "typed", "ability", "replay", "lasts", "24h"));

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.text())
                .contains("account is missing: &lt;b&gt;", "value=\"typed\"")
                .contains("value=\"replay\" checked", "value=\"24h\" selected")
                .doesNotContain("value=\"view\" checked");
    }

    @Test
    void whatTheQuotaRefusesIsSaidInTheForm() throws Exception {
        server.says(
                "POST /v1/portal-links",
                429,
                "{\"detail\":\"60 portal links a minute is the limit\"}");
        signIn();

        Shown again = reader.submit("/links/new", Map.of("owner", "acct_1", "lasts", "1h"));

        assertThat(again.text()).contains("60 portal links a minute is the limit", "id=\"owner\"");
    }

    @Test
    void whoMayOnlyViewIsOfferedNoFormAndMakesNone() throws Exception {
        server.knows("viewer", null, "view");
        server.says("GET /v1/portal-links", 200, SampleLinks.LIST);
        reader.signIn(ConsoleServer.KEY);

        assertThat(reader.open("/links").text()).doesNotContain("/links/new");
        assertThat(reader.open("/links/new").status()).isEqualTo(403);
        assertThat(reader.submit("/links/new", Map.of("owner", "acct_1")).status()).isEqualTo(403);
    }

    private void signIn() throws Exception {
        reader.signIn(ConsoleServer.KEY);
        reader.open("/links/new");
    }

    private String body() {
        return server.calls().stream()
                .filter(call -> call.what().equals("POST /v1/portal-links"))
                .map(ConsoleServer.Call::body)
                .findFirst()
                .orElseThrow();
    }
}
