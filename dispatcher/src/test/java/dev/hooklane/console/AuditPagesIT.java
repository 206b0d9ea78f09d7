package dev.hooklane.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The audit trail, as operators see it. */
class AuditPagesIT {
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
    void theAuditTrailNamesWhoDidWhat() throws Exception {
        assertThat(reader.open("/audit?account=acct_1&key=key_1&target=ep_1").text())
                .contains("PATCH /v1/endpoints/ep_1", "203.0.113.7", "url, state")
                .contains("/audit?key=key_1&amp;target=ep_1&amp;cursor=abc&amp;account=acct_1")
                .contains("/audit?key=api.key");
    }

    @Test
    void aChangeWhoseOutcomeIsUnknownSaysWhy() throws Exception {
        server.says(
                "GET /v1/audit",
                200,
                """
                {"entries":[{"at":"2026-01-15T10:30:00Z","key":"key_1","name":"acme","role":"account",\
                "address":"203.0.113.7","method":"DELETE","path":"/v1/endpoints/ep_1","status":503,\
                "account":"acct_1","target":null,"fields":[],\
                "unconfirmed":"Kafka did not confirm the write within 5 s; try again"}],"next":null}\
                """);

        assertThat(reader.open("/audit").text())
                .contains(
                        "unconfirmed</span> Kafka did not confirm the write within 5 s; try again");
    }

    /** A page covers a part of the trail; that nothing in it matches says nothing of the rest. */
    @Test
    void anEmptyPageOfTheAuditTrailLeadsToOlderEntries() throws Exception {
        server.says("GET /v1/audit", 200, "{\"entries\":[],\"next\":\"abc\"}");

        assertThat(reader.open("/audit?key=key_1").text())
                .contains("No recent matches", "cursor=abc")
                .doesNotContain("No matches");
    }
}
