package dev.hooklane.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.console.Reader.Shown;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The palette finds what somebody types, as far as they may see it. */
class FindPagesIT {
    private final ConsoleServer server = new ConsoleServer(Map.of());
    private final Reader reader = server.reader();

    @BeforeEach
    void signIn() throws Exception {
        SampleApi.fill(server);
        reader.signIn(ConsoleServer.KEY);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anIdLeadsToItsPage() throws Exception {
        assertThat(reader.open("/find?q=evt_a%2Fb").text())
                .contains("href=\"/events/evt_a%2Fb\"", "Event");
        assertThat(reader.open("/find?q=dlv_1&account=acct_1").text())
                .contains("href=\"/deliveries/dlv_1?account=acct_1\"");
        assertThat(reader.open("/find?q=rpl_1").text()).contains("href=\"/replays/rpl_1\"");
    }

    @Test
    void webhooksAccountsAndPagesAreFoundByAPartOfTheirName() throws Exception {
        assertThat(reader.open("/find?q=e").text())
                .contains("href=\"/webhooks/ep_1\"", "hooks.shop.example/a-rather")
                .contains("href=\"/overview?account=acct_1\"")
                .contains("href=\"/dead-letters\"", "Dead letters")
                .doesNotContain("href=\"/waiting\"");
    }

    @Test
    void sourcesAreFoundByAPartOfTheirName() throws Exception {
        assertThat(reader.open("/find?q=ord").text())
                .contains("href=\"/sources/orders\"", "Source");
        assertThat(server.calls())
                .anyMatch(call ->
                        call.what().equals("GET /v1/sources")
                                && call.query().equals("limit=5&search=ord"));
    }

    @Test
    void nothingIsAskedForBeforeAnythingIsTyped() throws Exception {
        reader.open("/docs");
        int before = server.calls().size();

        Shown all = reader.open("/find");

        assertThat(all.text()).contains("href=\"/overview\"", "href=\"/audit\"");
        assertThat(server.calls()).hasSize(before);
    }

    @Test
    void customersFindNoAccountsAndNoOperatorsPages() throws Exception {
        server.knows("account", "acct_1", "view");
        Reader customer = server.reader();
        customer.signIn(ConsoleServer.KEY);
        int before = server.calls().size();

        Shown found = customer.open("/find?q=a");

        assertThat(found.text()).doesNotContain("Account", "/accounts", "/audit");
        assertThat(server.calls().stream().skip(before))
                .noneMatch(call ->
                        call.what().contains("/v1/accounts")
                                || call.what().contains("/v1/sources"));
    }

    @Test
    void whatIsTypedStaysText() throws Exception {
        assertThat(reader.open("/find?q=evt_%3Cscript%3E").text())
                .contains("evt_&lt;script&gt;")
                .doesNotContain("<script>");
    }
}
