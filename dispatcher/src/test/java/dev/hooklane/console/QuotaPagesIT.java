package dev.hooklane.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.console.Reader.Shown;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an account uses of its quotas, and how operators change them. */
final class QuotaPagesIT {
    private static final String QUOTAS =
            """
            {"account":"acct_1","contact":"support@example.com","quotas":[\
            {"name":"endpoints","unit":"endpoints","limit":200,"used":200,"rate":false,"own":false},\
            {"name":"callsPerSecond","unit":"API calls per second","limit":75,"used":31,"rate":true,"atOnce":750,"own":true}]}\
            """;

    private final ConsoleServer server = new ConsoleServer(Map.of());
    private final Reader reader = server.reader();

    @BeforeEach
    void fill() {
        server.says("GET /v1/accounts/acct_1/quotas", 200, QUOTAS);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aCustomerSeesWhatIsUsedOfWhatIsAllowedAndWhomToAsk() throws Exception {
        server.knows("account", "acct_1", "view");
        reader.signIn(ConsoleServer.KEY);

        Shown page = reader.open("/quotas");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("endpoints", "200", "nothing left", "75", "support@example.com")
                .doesNotContain("Save quotas");
    }

    @Test
    void aRateShowsWhatWasUsedLatelyOfWhatMayBeUsedAtOnce() throws Exception {
        server.knows("account", "acct_1", "view");
        reader.signIn(ConsoleServer.KEY);

        assertThat(reader.open("/quotas").text()).contains("31", "of 750 at once", "75");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"5000; 5,000", "null; no limit"})
    void theShareOfTheFanOutIsNotCountedHere(String limit, String shown) throws Exception {
        server.says(
                "GET /v1/accounts/acct_1/quotas",
                200,
                """
                {"account":"acct_1","contact":"","quotas":[{"name":"deliveriesPerSecond",\
                "unit":"deliveries made per second","limit":%s,"rate":true,"own":false}]}\
                """
                        .formatted(limit));
        server.knows("account", "acct_1", "view");
        reader.signIn(ConsoleServer.KEY);

        assertThat(reader.open("/quotas").text())
                .contains("deliveries made per second", "more wait their turn", shown)
                .doesNotContain("nothing left");
    }

    @Test
    void aCustomerChangesNone() throws Exception {
        server.knows("account", "acct_1", "view", "manage", "secrets", "replay", "share");
        reader.signIn(ConsoleServer.KEY);
        reader.open("/quotas");

        Shown answer = reader.submit("/quotas", Map.of("owner", "acct_1", "endpoints", "1000000"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(server.calls()).noneMatch(call -> call.what().startsWith("PUT"));
    }

    @Test
    void anOperatorSetsTheLimitsThatAreFilledIn() throws Exception {
        server.says("PUT /v1/accounts/acct_1/quotas", 200, QUOTAS);
        reader.signIn(ConsoleServer.KEY);
        assertThat(reader.open("/quotas?account=acct_1").text()).contains("Save quotas");

        reader.submit(
                "/quotas", Map.of("owner", "acct_1", "endpoints", "500", "callsPerSecond", ""));

        assertThat(server.calls())
                .filteredOn(call -> call.what().equals("PUT /v1/accounts/acct_1/quotas"))
                .extracting(ConsoleServer.Call::body)
                .containsExactly("{\"endpoints\":500}");
    }

    @Test
    void aLimitThatIsRefusedIsSaid() throws Exception {
        server.says(
                "PUT /v1/accounts/acct_1/quotas",
                422,
                "{\"detail\":\"endpoints is not a whole number from 0 to 1000000\"}");
        reader.signIn(ConsoleServer.KEY);
        reader.open("/quotas?account=acct_1");

        Shown page = reader.submit("/quotas", Map.of("owner", "acct_1", "endpoints", "many"));

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.text()).contains("endpoints is not a whole number from 0 to 1000000");
    }

    @Test
    void anOperatorChoosesAnAccountFirst() throws Exception {
        reader.signIn(ConsoleServer.KEY);

        assertThat(reader.open("/quotas").text()).contains("No account chosen");
    }
}
