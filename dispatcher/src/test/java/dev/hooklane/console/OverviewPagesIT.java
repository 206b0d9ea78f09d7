package dev.hooklane.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.console.Reader.Shown;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page that people start from says how all does, and leads to more of each. */
class OverviewPagesIT {
    private static final int BYTES_MAX = 100 << 10;

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
    void operatorsSeeTheWholeInstallationAndTheLoudestFirst() throws Exception {
        Shown page = reader.open("/overview");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("Published", "1,250", "Parked", "28", "1,180", "340")
                .contains("98.4 %", "24 ms", "1.3 s", "1,000 attempts in 24 hours, 16 failed")
                .contains("A failed delivery, after 5m", "1 min late", "href=\"/waiting\"")
                .contains("hooks.shop.example", "href=\"/webhooks/ep_1\"", "Failing", "Disabled")
                .contains("href=\"/replays/rpl_1\"", "1,200 of 5,000+ sent", "Held")
                .contains("href=\"/overview?account=acct%20loud\"", "64,000", "1 %")
                .contains("120 enabled, 1 failing, 3 paused, 1 disabled")
                .contains("href=\"/dead-letters\"", "data-live=\"/overview/live\"")
                .contains("&lt;script&gt;")
                .doesNotContain("<script>");
        assertThat(page.text().length()).isLessThan(BYTES_MAX);
    }

    @Test
    void anAccountsPublishedEventsAreShownOnceTheyAreKnown() throws Exception {
        server.says("GET /v1/overview", 200, SampleOverview.one("null"));
        assertThat(reader.open("/overview?account=acct_1").text())
                .contains("Published")
                .doesNotContain("1,234");
        server.says(
                "GET /v1/overview",
                200,
                SampleOverview.one("null").replace("\"published\":null", "\"published\":1234"));

        assertThat(reader.open("/overview?account=acct_1").text()).contains("Published", "1,234");
    }

    @Test
    void customersSeeTheirOwnAndNoOperatorsPage() throws Exception {
        Reader customer = customer("view");
        server.says(
                "GET /v1/overview",
                200,
                SampleOverview.one(
                        "{\"id\":\"dlv_1\",\"type\":\"bot.updated\",\"nextAttemptAt\":\"2026-01-15T10:31:00Z\"}"));

        Shown page = customer.open("/overview");

        assertThat(page.text())
                .contains("How the deliveries of this account do")
                .contains("4,000+", "Oldest waiting delivery", "href=\"/deliveries/dlv_1\"")
                .contains("No webhook is failing or disabled", "On time")
                .contains("href=\"/deliveries?status=dead\"")
                .contains("Parked deliveries", "1,043+", "1,040", "href=\"/overview#parked\"")
                .contains("Parked because of its webhook's rate limit", "id=\"parked\"")
                .doesNotContain("Loudest", "/dead-letters", "/lanes", "\"/waiting\"");
    }

    @Test
    void parkedDeliveriesThatAreNotKnownAreNoZero() throws Exception {
        server.says("GET /v1/overview", 200, SampleOverview.parked("null"));
        String unknown = reader.open("/overview?account=acct_1").text();
        server.says("GET /v1/overview", 200, SampleOverview.parked("0"));
        String none = reader.open("/overview?account=acct_1").text();

        assertThat(unknown)
                .contains("It is not known at the moment whether deliveries are parked")
                .contains("href=\"/overview?account=acct_1#parked\"");
        assertThat(none)
                .contains("No delivery waits for room at its webhook")
                .doesNotContain("It is not known");
    }

    @Test
    void whoHasNoWebhookIsLedToTheFirst() throws Exception {
        server.says("GET /v1/overview", 200, SampleOverview.blank());

        assertThat(customer("view", "manage", "secrets").open("/overview").text())
                .contains("No webhooks yet", "href=\"/webhooks/new\"");
        assertThat(customer("view").open("/overview").text())
                .contains("You can view webhooks here, but not add them")
                .doesNotContain("/webhooks/new");
    }

    @Test
    void anAccountThatAnOperatorChoseIsAskedForAndStaysInLinks() throws Exception {
        server.says("GET /v1/overview", 200, SampleOverview.one("null"));

        Shown page = reader.open("/overview?account=acct_1");

        assertThat(page.text())
                .contains("href=\"/deliveries?status=waiting&amp;account=acct_1\"")
                .contains("data-live=\"/overview/live?account=acct_1\"")
                .doesNotContain("Loudest");
    }

    @Test
    void whatCantBeToldIsSaid() throws Exception {
        server.says("GET /v1/overview", 503, "{\"detail\":\"Kafka is away\"}");

        Shown page = reader.open("/overview");

        assertThat(page.status()).isEqualTo(503);
        assertThat(page.text()).contains("Not available right now", "Kafka is away");
    }

    @Test
    void accountsAreSearchedByAPartOfTheirId() throws Exception {
        Shown page = reader.open("/accounts?search=cct");

        assertThat(page.text()).contains("value=\"cct\"", "href=\"/overview?account=acct_1\"");
        server.says("GET /v1/accounts", 200, "{\"accounts\":[],\"next\":null}");
        assertThat(reader.open("/accounts?search=nobody").text())
                .contains("No account’s id contains this text");
    }

    @Test
    void webhooksAreSearchedInTheirListAndByAFieldThatNamesOne() throws Exception {
        Shown list = reader.open("/webhooks?search=shop%20%22&state=paused");
        Shown options = reader.open("/webhooks/options?endpoint=shop&account=acct_1");

        assertThat(list.text())
                .contains("value=\"shop &#34;\"", "/webhooks?state=enabled&amp;search=shop%20%22");
        assertThat(options.text()).contains("value=\"ep_1\"", "hooks.shop.example/a-rather");
        assertThat(reader.open("/deliveries").text()).contains("hx-get=\"/webhooks/options\"");
        server.says("GET /v1/endpoints", 200, "{\"endpoints\":[],\"next\":null}");
        assertThat(reader.open("/webhooks?search=nothing").text())
                .contains("No webhook’s URL, description or id contains this text");
    }

    private Reader customer(String... abilities) throws Exception {
        server.knows("account", "acct_1", abilities);
        Reader customer = server.reader();
        customer.signIn(ConsoleServer.KEY);
        return customer;
    }
}
